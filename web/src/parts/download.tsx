import type { ComponentChildren } from "preact";

/** A button that saves a text as a file; the text is made when it is wanted. */
export function Download(props: {
  name: string;
  media: string;
  text: () => string;
  children: ComponentChildren;
}) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([props.text()], { type: props.media }));
    const link = document.createElement("a");
    link.href = address;
    link.download = props.name;
    document.body.append(link);
    link.click();
    link.remove();
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <button type="button" class="download" onClick={save}>
      {props.children}
    </button>
  );
}
