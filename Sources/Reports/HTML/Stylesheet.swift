/// The look of a page: system fonts, few colours, both schemes, readable on paper.
///
/// Any two series colours, and any two label colours but that of "not labelled", are at least 20
/// apart (ΔE of CIE 1976), to normal and to simulated protan, deutan and tritan eyes (Machado,
/// Oliveira and Fernandes, IEEE TVCG 2009). All have a contrast of at least 4.5 : 1 to the page,
/// because they colour text too.
let stylesheet: StaticString = """

  :root{--page:#fcfcfa;--panel:#f3f4f2;--ink:#1e252b;--muted:#5a656e;--rule:#dde1e3;\
  --s1:#0873cf;--s2:#7e2700;--s3:#0b5840;--s4:#6a328a;--s5:#817142;--s6:#5b5e75;--on-fill:#fff;\
  --positive:#006db3;--negative:#8f0700;--neutral:#65724c;--abstain:#6c3465;--none:#666f77}
  @media (prefers-color-scheme:dark){:root{--page:#14181b;--panel:#1d2327;--ink:#e3e7ea;\
  --muted:#9ca7b0;--rule:#30383e;--s1:#488fd9;--s2:#d87951;--s3:#71e1a8;--s4:#ba78a0;\
  --s5:#d7d152;--s6:#c7dcec;--on-fill:#0e1215;--positive:#32a9fb;--negative:#db7a30;\
  --neutral:#dde49c;--abstain:#c890b4;--none:#8e99a2}}
  *{box-sizing:border-box}
  html{-webkit-text-size-adjust:100%}
  body{margin:0;background:var(--page);color:var(--ink);overflow-wrap:break-word;\
  font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",\
  Helvetica,Arial,sans-serif}
  main{max-width:72rem;margin:0 auto;padding:2.5rem clamp(1rem,4vw,2.5rem) 4rem}
  h1{font-size:clamp(1.6rem,4vw,2.2rem);line-height:1.2;letter-spacing:-.015em;margin:0;\
  font-weight:680}
  h2{font-size:1.3rem;line-height:1.3;margin:0 0 1rem;font-weight:650;letter-spacing:-.005em}
  h3{font-size:1rem;margin:0 0 .5rem;font-weight:650}
  p,ul,ol,blockquote{margin:0 0 1rem;max-width:44rem}
  .subtitle{color:var(--muted);font-size:1.1rem;margin:.4rem 0 0}
  section{margin-top:2.5rem;padding-top:1.5rem;border-top:1px solid var(--rule)}
  nav ol{list-style:none;padding:0;margin:1.25rem 0 0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;\
  max-width:none}
  nav a{color:var(--s1);text-decoration:none}
  nav a:hover{text-decoration:underline}
  code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;\
  font-size:.875em}
  p code,li code{background:var(--panel);padding:.1em .3em;border-radius:4px}
  pre{background:var(--panel);border-radius:8px;padding:.9rem 1rem;overflow-x:auto;margin:0 0 1rem;\
  line-height:1.5}
  pre code{font-size:.8125rem}
  .note{border-left:3px solid var(--s2);padding:.1rem 0 .1rem .9rem}
  figure{margin:0 0 1.5rem;min-width:0}
  .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.75rem;\
  margin:0 0 1.5rem}
  .tiles>div{background:var(--panel);border-radius:10px;padding:.8rem 1rem .85rem}
  .tiles dt{color:var(--muted);font-size:.875rem;line-height:1.35}
  .tiles dd{margin:.15rem 0 0;color:var(--muted);font-size:.8125rem;line-height:1.4;\
  font-variant-numeric:tabular-nums}
  .tiles .value{color:var(--ink);font-size:1.75rem;line-height:1.25;font-weight:650;\
  letter-spacing:-.02em}
  figcaption{margin-bottom:.6rem;line-height:1.4;max-width:44rem}
  .table figcaption{font-weight:650}
  .plot figcaption span{display:block;color:var(--muted);font-size:.875rem}
  .scroll{overflow-x:auto;max-width:100%}
  table{border-collapse:collapse;font-size:.9rem;line-height:1.4;font-variant-numeric:tabular-nums}
  th,td{padding:.42rem .9rem .42rem 0;text-align:left;vertical-align:top}
  th:last-child,td:last-child{padding-right:.2rem}
  th{color:var(--muted);font-weight:500;font-size:.8125rem;vertical-align:bottom;\
  border-bottom:1px solid var(--muted)}
  td{border-bottom:1px solid var(--rule)}
  td.left{min-width:6.5rem;max-width:28rem}
  td.left:not(:first-child){min-width:8rem}
  .right{text-align:right;white-space:nowrap}
  .centre{text-align:center}
  .notes{list-style:none;padding:0;margin:.5rem 0 0;color:var(--muted);font-size:.8125rem}
  .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,29rem),1fr));\
  gap:1rem 2.5rem;align-items:start}
  .chart .plot{max-width:38rem}
  .plot{container-type:inline-size}
  .plot svg{display:block;width:100%;height:auto;overflow:visible}
  .plot svg.narrow{display:none;max-width:27rem}
  .plot .narrow-only{display:none}
  @container (max-width:32rem){.plot svg.wide{display:none}.plot svg.narrow{display:block}\
  .plot .narrow-only{display:flex}}
  .legend{list-style:none;padding:0;margin:0 0 .6rem;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;\
  font-size:.8125rem}
  .legend li{display:flex;align-items:center;gap:.45rem}
  .plot .legend svg{width:26px;height:12px;flex:none}
  details{margin-top:.35rem;font-size:.875rem}
  summary{color:var(--muted);cursor:pointer;font-size:.8125rem}
  details .scroll{margin-top:.4rem}
  .definitions{position:absolute;width:0;height:0}
  svg text{font-size:12px;fill:var(--ink);font-variant-numeric:tabular-nums;paint-order:stroke;\
  stroke:var(--page);stroke-width:3px;stroke-linejoin:round}
  svg .tick{fill:var(--muted);font-size:11.5px}
  svg .label{fill:var(--muted)}
  svg .value{font-weight:600}
  svg .name{font-weight:600}
  svg .on-fill{fill:var(--on-fill);stroke:none;font-weight:600}
  .grid{stroke:var(--rule)}
  .axis{stroke:var(--muted)}
  .s1{--c:var(--s1)}.s2{--c:var(--s2)}.s3{--c:var(--s3)}.s4{--c:var(--s4)}.s5{--c:var(--s5)}\
  .s6{--c:var(--s6)}
  .fill{fill:var(--c)}
  .mark{stroke:none}.mark.positive{fill:var(--positive)}.mark.negative{fill:var(--negative)}\
  .mark.neutral{fill:var(--neutral)}.mark.abstain{fill:var(--abstain)}.mark.none{fill:var(--none)}
  svg .name{fill:var(--c)}
  .curve{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
  .band{fill:var(--c);opacity:.13}
  .stem{stroke:var(--c);stroke-width:1.5;opacity:.6}
  .dash1{stroke-dasharray:7 4}.dash2{stroke-dasharray:2 4}.dash3{stroke-dasharray:9 3 2 3}
  .leader{stroke:var(--muted);stroke-width:.75}
  .reference{stroke:var(--muted);stroke-dasharray:4 4}
  .marker{stroke:var(--s2);stroke-width:1.5;stroke-dasharray:5 3}
  .whisker{stroke:var(--ink);stroke-width:1.5}
  .halo{stroke:var(--page);stroke-width:4}
  .lost{fill:none;stroke:var(--muted);stroke-dasharray:3 3;opacity:.7}
  .hatch1{fill:url(#hatch1)}.hatch2{fill:url(#hatch2)}.hatch3{fill:url(#hatch3)}\
  .hatch4{fill:url(#hatch4)}.hatch5{fill:url(#hatch5)}
  .ink{stroke:var(--page);stroke-width:1.6;opacity:.45;fill:none}
  .dot{fill:var(--page);opacity:.6}
  .solution{margin:0 0 2rem;max-width:50rem}
  .solution blockquote{border-left:3px solid var(--rule);padding-left:.9rem;color:var(--muted);\
  max-width:none}
  .model{white-space:pre-wrap;unicode-bidi:isolate}
  .steps{list-style:none;padding:0;margin:0;max-width:none}
  .step{display:flex;gap:.75rem;padding:.6rem .2rem .55rem .7rem;border-left:4px solid var(--c);\
  margin-bottom:3px;background:color-mix(in srgb,var(--c) 7%,transparent);border-radius:0 6px 6px 0}
  .step.positive{--c:var(--positive)}.step.negative{--c:var(--negative)}\
  .step.neutral{--c:var(--neutral)}.step.abstain{--c:var(--abstain);border-left-style:dashed}\
  .step.none{--c:var(--none);border-left-style:dotted;background:none}
  .badge{flex:none;width:1.5rem;height:1.5rem;border-radius:50%;background:var(--c);\
  color:var(--on-fill);font-weight:700;line-height:1.5rem;text-align:center}
  .step.none .badge,.step.abstain .badge{background:none;color:var(--c);\
  box-shadow:inset 0 0 0 1.5px var(--c)}
  .words{min-width:0;flex:1}
  .words p{margin:0;max-width:none}
  .words .evidence{display:flex;flex-wrap:wrap;align-items:center;gap:0 .7rem;margin-top:.2rem;\
  font-size:.8125rem;color:var(--muted);font-variant-numeric:tabular-nums}
  .evidence strong{color:var(--c)}
  .counts{color:var(--ink);font-weight:600}
  .gauge{width:64px;height:10px}
  .track{stroke:var(--rule);stroke-width:4;stroke-linecap:round}
  .range{stroke:var(--c);stroke-width:4;stroke-linecap:round}
  .differs{color:var(--ink);font-weight:600}
  .words .remark{font-size:.8125rem;color:var(--muted)}
  .outcome{margin:.6rem 0 0;font-weight:600}
  footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--rule);color:var(--muted);\
  font-size:.875rem}
  footer p{margin-bottom:.4rem}
  @media print{:root{--page:#fff;--panel:#f4f4f4;--ink:#000;--muted:#444;--rule:#ccc;--s1:#0873cf;\
  --s2:#7e2700;--s3:#0b5840;--s4:#6a328a;--s5:#817142;--s6:#5b5e75;--on-fill:#fff;\
  --positive:#006db3;--negative:#8f0700;--neutral:#65724c;--abstain:#6c3465;--none:#666f77}
  body{font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
  main{max-width:none;padding:0}
  nav,details{display:none}
  h2,h3,figcaption{break-after:avoid}
  .plot,.step,.tiles,tr{break-inside:avoid}
  .charts{grid-template-columns:1fr 1fr;gap:.5rem 1.5rem}
  .chart .plot{max-width:34rem}
  .scroll,pre{overflow:visible}
  pre{white-space:pre-wrap}}

  """
