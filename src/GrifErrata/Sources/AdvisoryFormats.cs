using GrifErrata.Advisories;
using GrifErrata.Advisories.Cefs;
using GrifErrata.Advisories.Csaf;
using GrifErrata.Advisories.Mails;
using GrifErrata.Advisories.Osv;
using GrifErrata.Advisories.Oval;
using GrifErrata.Advisories.UpdateInfo;

namespace GrifErrata.Sources;

/// <summary>The formats of advisories that the library reads.</summary>
public static class AdvisoryFormats
{
    /// <summary>One reader a format, asked in this order.</summary>
    public static IReadOnlyList<IAdvisoryReader> All { get; } =
        [new UpdateInfoReader(), new OvalReader(), new CefsReader(), new OsvReader(), new CsafReader(), new MailReader()];
}
