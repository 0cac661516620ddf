namespace GrifErrata.Monitor.Pages;

/// <summary>The one style sheet: system fonts and colours, light and dark, readable on a phone.</summary>
internal static class Style
{
    // Texts have a contrast of 4.5 and more against their ground in both schemes (WCAG 2.2, 1.4.3).
    public const string Sheet = """
        :root {
            color-scheme: light dark;
            --ground: #ffffff; --raised: #f4f6f9; --text: #16191f; --quiet: #50586a; --line: #d5dae3; --link: #0b4fb3; --look: #9a3d00; --fine: #156a35; --focus: #0b4fb3;
        }
        @media (prefers-color-scheme: dark) {
            :root { --ground: #14171c; --raised: #1d222a; --text: #e6e9ef; --quiet: #a7b0c0; --line: #343b47; --link: #8ab8ff; --look: #ffb366; --fine: #74d694; --focus: #8ab8ff; }
        }
        * { box-sizing: border-box; }
        body { background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 0 1rem 2rem; }
        a { color: var(--link); }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
        main:focus-visible { outline: none; }
        .skip { background: var(--ground); left: 1rem; padding: .5rem 1rem; position: absolute; top: -4rem; }
        .skip:focus { top: .5rem; z-index: 1; }
        header { border-bottom: 1px solid var(--line); }
        nav ul { display: flex; flex-wrap: wrap; list-style: none; margin: 0; padding: .5rem 0; }
        nav li a { border-radius: .3rem; display: inline-block; padding: .25rem .7rem; text-decoration: none; }
        nav li a:hover { text-decoration: underline; }
        nav li a[aria-current] { background: var(--raised); color: var(--text); font-weight: 600; }
        footer { border-top: 1px solid var(--line); color: var(--quiet); font-size: .875rem; margin-top: 3rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.25rem 0 .75rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
        p { max-width: 50rem; }
        .lead, .empty { color: var(--quiet); }
        .tiles { display: grid; gap: .6rem; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); list-style: none; margin: 1rem 0; padding: 0; }
        .tiles a { background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; color: var(--text); display: block; padding: .5rem .8rem; text-decoration: none; }
        .tiles a:hover { border-color: var(--link); }
        .tiles .count { display: block; font-size: 1.6rem; font-variant-numeric: tabular-nums; line-height: 1.3; }
        .tiles .look, .tiles .fine { font-weight: normal; }
        .tiles .look .count { color: var(--look); font-weight: 600; }
        .tiles .fine .count { color: var(--fine); font-weight: 600; }
        .notices { list-style: none; margin: 1rem 0; padding: 0; }
        .notices li { border-left: 4px solid var(--line); margin: .4rem 0; overflow-wrap: anywhere; padding: .1rem .8rem; }
        .notices li:has(.look) { border-color: var(--look); }
        .notices li:has(.fine) { border-color: var(--fine); }
        .look { color: var(--look); font-weight: 600; }
        .fine { color: var(--fine); font-weight: 600; }
        form { margin: 1rem 0; }
        .filter { align-items: end; display: flex; flex-wrap: wrap; gap: .6rem 1rem; }
        .filter label { color: var(--quiet); display: flex; flex-direction: column; font-size: .875rem; max-width: 100%; }
        input, select, button { background: var(--ground); border: 1px solid var(--quiet); border-radius: .3rem; color: var(--text); font: inherit; max-width: 100%; min-height: 2.25rem; padding: .2rem .6rem; }
        button { background: var(--raised); cursor: pointer; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
        caption { color: var(--quiet); padding: .25rem 0; text-align: left; }
        .export { margin-left: 1rem; }
        th, td { border-bottom: 1px solid var(--line); padding: .35rem 1rem .35rem 0; text-align: left; vertical-align: top; }
        td, tbody th { max-width: 30rem; overflow-wrap: break-word; }
        thead th { font-weight: 600; vertical-align: bottom; }
        thead a { color: inherit; text-decoration: none; }
        thead a:hover { text-decoration: underline; }
        th[aria-sort=ascending] a::after { content: " ▲"; }
        th[aria-sort=descending] a::after { content: " ▼"; }
        tbody th { font-weight: normal; }
        .list { min-width: 11rem; }
        tbody tr:hover { background: var(--raised); }
        .number { text-align: right; }
        .short, td a, tbody th a { white-space: nowrap; }
        .pages { display: flex; gap: 1rem; padding: .75rem 0; }
        details { margin-top: 2rem; }
        summary { cursor: pointer; font-weight: 600; }
        dl { display: grid; gap: .25rem 1.5rem; grid-template-columns: max-content minmax(0, 1fr); margin: 1rem 0; }
        dt { color: var(--quiet); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .trend svg { display: block; height: auto; max-width: 60rem; width: 100%; }
        .grid { stroke: var(--line); }
        .axis { fill: var(--quiet); font-size: 12px; }
        .line { stroke-width: 2.5; }
        .label { font-size: 13px; font-weight: 600; }
        .line.right { stroke: var(--fine); } .label.right { fill: var(--fine); }
        .line.behind { stroke: var(--look); stroke-dasharray: 8 4; } .label.behind { fill: var(--look); }
        .line.silent { stroke: var(--quiet); stroke-dasharray: 2 3; } .label.silent { fill: var(--quiet); }
        .line.reboot { stroke: var(--link); stroke-dasharray: 10 3 2 3; } .label.reboot { fill: var(--link); }
        @media (max-width: 40rem) {
            dl { grid-template-columns: minmax(0, 1fr); }
            dt { margin-top: .5rem; }
            .tiles { grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); }
        }
        @media print { header, form, .export, .skip { display: none; } }
        """;
}
