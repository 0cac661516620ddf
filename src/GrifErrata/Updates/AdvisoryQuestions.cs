using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>Finds the advisories that a person should look at; no version silently counts them as done.</summary>
internal static class AdvisoryQuestions
{
    private const int MostNames = 8;

    /// <summary>Those up to the cutoff, by kind and id. An unscheduled version takes only what it names, so only those count, and what was taken back.</summary>
    public static ImmutableArray<AdvisoryQuestion> Find(UpdateDraft draft, ImmutableArray<Advisory> named, UpdateVersion? previous)
    {
        List<AdvisoryQuestion> questions = [];
        foreach (Advisory advisory in draft.Errata.Advisories)
        {
            bool isNamed = named.Contains(advisory, ReferenceEqualityComparer.Instance as IEqualityComparer<Advisory>);
            if (!isNamed && !(advisory.Date <= draft.Definition.Cutoff)) continue;
            if (advisory.IsRetracted)
            {
                Add(AdvisoryQuestionKind.Retracted, advisory, NotPassed(draft, advisory));
                continue;
            }

            if (!isNamed && draft.Definition.Kind != UpdateKind.Monthly) continue;
            Fix[] open = [.. draft.Fixes.Of(advisory).Where(f => draft.IsOfOs(f) && !draft.IsFixed(f))];
            if (advisory.Type != AdvisoryType.Security)
            {
                if (!isNamed && !advisory.Cves.IsEmpty) Add(AdvisoryQuestionKind.OtherType, advisory, open.Select(Text));
                if (!isNamed) continue;
            }

            Add(AdvisoryQuestionKind.NoModule, advisory, open.Where(f => f.LacksModule).Select(Text));
            Add(AdvisoryQuestionKind.ForeignArchitecture, advisory, Foreign(draft, advisory));
            if (advisory.Issued is null && !(advisory.Date <= previous?.Definition.Cutoff))
                Add(AdvisoryQuestionKind.DatedByUpdate, advisory, draft.Fixes.Of(advisory).Where(draft.IsOfOs).Select(Text));
        }

        return [.. questions.OrderBy(q => q.Kind).ThenBy(q => q.Advisory.Id, StringComparer.Ordinal)];

        void Add(AdvisoryQuestionKind kind, Advisory advisory, IEnumerable<string> packages)
        {
            ImmutableArray<string> all = [.. packages.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (!all.IsEmpty) questions.Add(new(kind, advisory, all));
        }
    }

    /// <summary>Warns once a kind, while the version can still be changed.</summary>
    public static void Report(ImmutableArray<AdvisoryQuestion> questions, UpdateDefinition definition, DiagnosticBag diagnostics)
    {
        foreach (IGrouping<AdvisoryQuestionKind, AdvisoryQuestion> group in questions.GroupBy(q => q.Kind))
        {
            (DiagnosticDescriptor Descriptor, string Message)? warning = group.Key switch
            {
                AdvisoryQuestionKind.Retracted => (AdvisoryDiagnostics.Retracted,
                    "taken back by their publisher and fix nothing. Exclude or pin their packages where this version has those builds"),
                AdvisoryQuestionKind.OtherType => (AdvisoryDiagnostics.OtherType,
                    "not of type security but name CVEs, and choose nothing. Name those that matter under `advisories`"),
                AdvisoryQuestionKind.NoModule => (AdvisoryDiagnostics.NoModule,
                    "about builds of a module that they do not name, and choose nothing. Find the stream, and write the packages or the advisory into this version"),
                AdvisoryQuestionKind.ForeignArchitecture => (AdvisoryDiagnostics.ForeignArchitecture,
                    "about packages of this OS but name them only in architectures that it cannot install. Look for the builds of this OS, and ask the publisher"),
                _ => null,
            };
            if (warning is not { } found) continue;
            List<AdvisoryQuestion> all = [.. group];
            string ids = string.Join(", ", all.Take(MostNames).Select(q => $"{q.Advisory.Id} ({q.Packages[0]}{(q.Packages.Length > 1 ? " ..." : string.Empty)})"));
            string more = all.Count > MostNames ? $" and {all.Count - MostNames} more" : string.Empty;
            diagnostics.Add(found.Descriptor, definition.Location, $"These advisories are {found.Message}: {ids}{more}.");
        }
    }

    // What the version has is not beyond the builds that were taken back.
    private static IEnumerable<string> NotPassed(UpdateDraft draft, Advisory advisory) => advisory.Packages.Select(p => p.Nevra)
        .Where(n => draft.HasName(n.Name, n.Arch)
            && !((draft.Find(n.Name, n.Arch)?.Nevra.Evr ?? draft.Errata.Base.Newest(n.Name, n.Arch)?.Nevra.Evr) is { } there && Fix.Compare(there, n.Evr) > 0))
        .Select(n => n.ToString());

    private static IEnumerable<string> Foreign(UpdateDraft draft, Advisory advisory) => advisory.Packages.Select(p => p.Nevra)
        .Where(n => n.Arch is not ("src" or "nosrc")).GroupBy(n => n.Name, StringComparer.Ordinal)
        .Where(g => !g.Any(n => draft.Architectures.Contains(n.Arch)) && draft.HasName(g.Key, null))
        .SelectMany(g => g.Select(n => n.ToString()));

    private static string Text(Fix fix) => new Nevra(fix.Name, fix.Evr, fix.Arch).ToString();
}
