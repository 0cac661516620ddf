using System.Globalization;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Pan;

namespace GrifErrata.Reviews;

/// <summary>What a version needs besides itself, as the review shows it.</summary>
internal static class ReviewFixes
{
    public static ReviewTable Of(VersionStep step)
    {
        HashSet<string> before = [.. step.FixBefore.Blocks.SelectMany(Decisions)];
        HashSet<string> after = [.. step.Fix.Blocks.SelectMany(Decisions)];
        return ReviewTable.Of(
            "What the update needs besides itself", "The -fix template does this on the machines named; `fix` of the update's YAML says otherwise.", "machines|do|because|compared",
            step.Fix.Blocks.Select(b => ReviewRisks.Row(FixText.When(b), string.Join("; ", b.Actions.Select(FixText.Of)), FixText.Because(b), Compared(Decisions(b).All(before.Contains))))
                .Concat(step.FixBefore.Blocks.Where(b => !Decisions(b).Any(after.Contains))
                    .Select(b => ReviewRisks.Row(FixText.When(b), string.Join("; ", b.Actions.Select(FixText.Of)), FixText.Because(b), "no longer"))));

        string Compared(bool same) => step.Before is null ? string.Empty : same ? "as before" : "new";
    }

    public static ReviewTable ToDecide(VersionStep step) => ReviewTable.Of(
        "Needs for a person to decide", "Data does not say what is right, or nothing that the OS's sources have is.", "code|what",
        step.Fix.Findings.Select(f => ReviewRisks.Row(f.Descriptor.Code, f.Text)));

    public static ReviewTable NotChecked(VersionStep step) => ReviewTable.Of(
        "Packages that were not checked", "A listing does not say what packages require: no fix is not the same as no problem. Give repodata to check them.", "packages|of",
        step.Fix.Checked > 0 && step.Fix.Unchecked > 0
            ? [ReviewRisks.Row(Number(step.Fix.Unchecked), Number(step.Fix.Unchecked + step.Fix.Checked))]
            : []);

    // A step under one of its conditions, whatever the versions: those change with every update.
    private static IEnumerable<string> Decisions(FixBlock block) =>
        from condition in block.When.IsEmpty ? [string.Empty] : block.When.Select(w => string.Join('&', w.All.Select(p => $"{p.Name}.{p.Build?.Arch}")))
        from action in block.Actions
        select $"{condition} {action.GetType().Name} {string.Join(',', FixText.Names(action))}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
