// What surrounds every view: the way to the content, the navigation, the search, the theme.

import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Boundary } from "./boundary";
import { Failure, Loading, useLoaded } from "./loading";
import { Page } from "./parts/page";
import { href, useRoute, type Route } from "./router";
import { SearchBox } from "./search";
import type { Source } from "./source";
import { applyTheme, rememberedTheme, THEMES, type Theme } from "./theme";
import { VIEWS, type ViewProps } from "./views";

export function Shell(props: { source: Source }) {
  const { source } = props;
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(route, main);
  const views = VIEWS.filter((view) => view.shows?.(source) ?? true);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          // The address is the reader's place; a jump inside the page must not change it.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <header class="head">
        <a class="name" href={href("lattice")}>
          careerlattice
        </a>
        <SearchBox source={source} />
        <ThemeChoice />
        <nav aria-label="Views">
          <ul>
            {views
              .filter((view) => view.listed)
              .map((view) => (
                <li key={view.slug}>
                  <a href={href(view.slug)} aria-current={view.slug === route.view ? "page" : undefined}>
                    {view.title}
                  </a>
                </li>
              ))}
          </ul>
        </nav>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Shown route={route} source={source} />
      </main>
    </>
  );
}

/** The view of the route, fetched when it is first needed. */
function Shown(props: ViewProps) {
  const view = VIEWS.find((each) => each.slug === props.route.view);
  const missing = !view || view.shows?.(props.source) === false;
  const loaded = useLoaded(`${props.route.view} ${missing}`, async () => (missing ? null : view.load()));
  if (missing) return <NoSuchPage view={props.route.view} />;
  return (
    <Loading of={loaded} what="the view">
      {(module) => module && <Guarded of={module.default} {...props} />}
    </Loading>
  );
}

/** A view that fails while it is drawn takes nothing else with it. */
function Guarded(props: ViewProps & { of: ComponentType<ViewProps> }) {
  const { of: View, ...given } = props;
  const key = `${given.route.view}/${given.route.path}`;
  const [failed, setFailed] = useState<{ key: string; error: Error }>();
  if (failed?.key === key)
    return <Failure error={failed.error} again={() => setFailed(undefined)} />;
  return (
    <Boundary failed={(error) => setFailed({ key, error })}>
      <View key={key} {...given} />
    </Boundary>
  );
}

function NoSuchPage(props: { view: string }) {
  return (
    <Page title="No such page">
      <p>
        There is no view called “{props.view}”. Go to the <a href={href("lattice")}>lattice</a>, or
        look for a class or a competency in the search.
      </p>
    </Page>
  );
}

function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(rememberedTheme);
  return (
    <label class="theme">
      <span class="unseen">Theme</span>
      <select
        value={theme}
        onChange={(event) => {
          const chosen = event.currentTarget.value as Theme;
          applyTheme(chosen);
          setTheme(chosen);
        }}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}

/** After a link to another page the focus is on its heading, as after loading a page. */
function useFocusOnArrival(route: Route, main: { current: HTMLElement | null }): void {
  const place = `${route.view}/${route.path}`;
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    window.scrollTo(0, 0);
    const element = main.current;
    if (!element) return;
    const arrive = () => {
      const heading = element.querySelector<HTMLElement>("h1");
      heading?.focus({ preventScroll: true });
      return heading !== null;
    };
    if (arrive()) return;
    // The view may still be on its way.
    const watch = new MutationObserver(() => arrive() && watch.disconnect());
    watch.observe(element, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [place]);
}

