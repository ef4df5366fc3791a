import { Component, type ComponentChildren } from "preact";

/** Catches what its children throw while they are drawn, and says so to *failed*. */
export class Boundary extends Component<{
  failed: (error: Error) => void;
  children?: ComponentChildren;
}> {
  override componentDidCatch(error: unknown): void {
    this.props.failed(error instanceof Error ? error : new Error(String(error)));
  }

  override render() {
    return this.props.children;
  }
}
