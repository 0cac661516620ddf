using GrifErrata.Advisories;
using GrifErrata.Modules;
using GrifErrata.Repositories;

namespace GrifErrata.Selections;

/// <summary>What one repository brings.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Priority">A lower number is preferred, as in dnf; 99 where nobody says.</param>
/// <param name="Packages">Its packages, with what they obsolete.</param>
/// <param name="Advisories">Its advisories, as read: of those with one id all count.</param>
/// <param name="Modules">Its modules.</param>
public sealed record SelectionSource(string Name, int Priority, IReadOnlyList<Package> Packages, IReadOnlyList<Advisory> Advisories, ModuleMetadata Modules)
{
    /// <summary>The priority of a repository that has none.</summary>
    public const int DefaultPriority = 99;
}
