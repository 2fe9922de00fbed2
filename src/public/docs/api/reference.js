// Swagger UI on this publication's description. It shows; who wants to try has curl, and a token to look after.
const root = document.getElementById("reference");
const nothing = () => () => null;

/** What Swagger UI would do otherwise, and what a keyboard or a screen reader would miss then. */
const changed = ({ React: { createElement, useEffect, useRef } }) => ({
  // A link in each operation's button: what is inside a button cannot be reached by itself.
  DeepLink:
    () =>
    ({ text }) =>
      createElement("span", null, text),
  InfoContainer: (Info) => (props) =>
    createElement(
      "section",
      { "aria-label": "About" },
      createElement(Info, props),
      createElement("h2", { className: "wrapper" }, "Every URL"),
    ),
  // Its table of answers is to be a table, and not one more region without a name.
  responses: (Responses) => (props) => {
    const around = useRef(null);
    useEffect(() => around.current.querySelector(".responses-table")?.removeAttribute("role"));
    return createElement("div", { ref: around }, createElement(Responses, props));
  },
  // There is one server, and nothing to sign in for.
  ServersContainer: nothing,
  AuthorizeBtnContainer: nothing,
  AuthorizeOperationBtnContainer: nothing,
});

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

/** XML as the description has it: by itself Swagger UI would make some up, and fail where it is not told the root's name. */
function takeXml({ jsonSchema202012 }) {
  jsonSchema202012.getXmlSampleSchema = (_schema, _config, example = "") => example;
}

window.SwaggerUIBundle({
  url: root.dataset.url,
  domNode: root,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  supportedSubmitMethods: [],
  validatorUrl: null,
  plugins: [(system) => ({ wrapComponents: changed(system), afterLoad: ({ fn }) => takeXml(fn) })],
});
