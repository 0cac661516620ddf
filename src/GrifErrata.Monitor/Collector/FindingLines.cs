using System.Collections.Immutable;
using System.Text;

namespace GrifErrata.Monitor.Collector;

/// <summary>Findings as Pakiti's server answers them: name, version, architecture, CVE and tag with tabs between, a line each.</summary>
internal static class FindingLines
{
    public static string Of(ImmutableArray<Finding> findings)
    {
        StringBuilder text = new();
        foreach (Finding finding in findings)
        {
            Add(finding.Name, '\t');
            Add(finding.Evr, '\t');
            Add(finding.Arch, '\t');
            Add(finding.Cve, '\t');
            Add(finding.Tag, '\n');
        }

        return text.ToString();

        // Names come from reports: one with a tab or a line end would be read as another finding.
        void Add(string field, char end)
        {
            foreach (char c in field) text.Append(char.IsControl(c) ? '?' : c);
            text.Append(end);
        }
    }
}
