// The address is the state: `#/view/path?name=value`. Every view can be shared by its address.

import { useEffect, useState } from "preact/hooks";

/** Where the reader is: a view, what follows it in the address, and the parameters. */
export interface Route {
  view: string;
  /** Without slashes at its ends; each segment decoded. */
  path: string;
  params: Record<string, string>;
}

/** The view that an empty address shows. */
export const HOME = "lattice";

/** Read an address; whatever is typed is some route, and never an error. */
export function parse(hash: string): Route {
  const [address = "", query = ""] = cut(hash.replace(/^#/, ""), "?");
  const [view = "", ...rest] = address.split("/").filter(Boolean).map(decode);
  return {
    view: view || HOME,
    path: rest.join("/"),
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a route; parameters that are "" or missing are left out. */
export function href(
  view: string,
  path = "",
  params: Record<string, string | number | null | undefined> = {},
): string {
  const segments = [view, ...path.split("/").filter(Boolean)].map(encode);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  const text = query.toString();
  return `#/${segments.join("/")}${text ? `?${text}` : ""}`;
}

/** Go to an address; *replace* leaves no step for the back button. */
export function go(address: string, { replace = false } = {}): void {
  if (address === location.hash) return;
  if (replace) {
    history.replaceState(history.state, "", address);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else location.hash = address;
}

/** Change parameters of the present route, keeping the others; "" and null take one away. */
export function change(
  route: Route,
  changes: Record<string, string | number | null>,
  options: { replace?: boolean } = {},
): void {
  go(href(route.view, route.path, { ...route.params, ...changes }), options);
}

/** The present route; the component is drawn anew when it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parse(location.hash));
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return route;
}

function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function encode(segment: string): string {
  // Identifiers stay readable; what would end a segment or begin parameters does not stay.
  return encodeURIComponent(segment).replace(/%(40|2B|3A|2C)/g, (code) => decodeURIComponent(code));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
