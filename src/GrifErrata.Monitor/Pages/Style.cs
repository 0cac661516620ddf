namespace GrifErrata.Monitor.Pages;

/// <summary>The one style sheet: system fonts and colours, light and dark, readable on a phone.</summary>
internal static class Style
{
    public const string Sheet = """
        :root { color-scheme: light dark; --line: #8884; --look: #b45309; --fine: #15803d; }
        @media (prefers-color-scheme: dark) { :root { --look: #fbbf24; --fine: #4ade80; } }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; padding: 0 1rem 2rem; }
        header { border-bottom: 1px solid var(--line); padding: .75rem 0; }
        nav a { margin-right: 1.5rem; }
        h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin-top: 2rem; }
        form { margin: 1rem 0; }
        input, button { font: inherit; padding: .3rem .6rem; }
        a:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding: .25rem 0; }
        th, td { border-bottom: 1px solid var(--line); padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; white-space: nowrap; }
        tbody th { font-weight: normal; }
        .number { text-align: right; }
        .look { color: var(--look); font-weight: 600; }
        .fine { color: var(--fine); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
        dd { margin: 0; overflow-wrap: anywhere; }
        """;
}
