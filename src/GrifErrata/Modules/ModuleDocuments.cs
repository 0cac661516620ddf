using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;
using YamlDotNet.Core.Events;

namespace GrifErrata.Modules;

/// <summary>Reads the documents of one modules.yaml. A scalar is its text, whatever YAML would make of it: the stream 2.10 stays 2.10.</summary>
internal sealed class ModuleDocuments(BoundedEvents events, DiagnosticBag diagnostics)
{
    private readonly List<Module> _modules = [];
    private readonly List<ModuleDefault> _defaults = [];
    private readonly List<(string Text, SourceLocation Location)> _artifacts = [];
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _head = new(StringComparer.Ordinal);

    public ModuleMetadata Read(CancellationToken cancellationToken)
    {
        while (events.Next())
        {
            if (events.Current is not DocumentStart) continue;
            cancellationToken.ThrowIfCancellationRequested();
            ReadDocument();
        }

        return new([.. _modules], [.. _defaults]);
    }

    private void ReadDocument()
    {
        if (!events.Next()) return;
        SourceLocation origin = events.Location;
        _head.Clear();
        _fields.Clear();
        _artifacts.Clear();
        if (events.Current is not MappingStart)
        {
            events.Skip();
            return;
        }

        ReadMap(key =>
        {
            if (key == "data" && events.Current is MappingStart) ReadMap(ReadData);
            else Keep(_head, key);
        });
        string kind = _head.GetValueOrDefault("document", string.Empty), version = _head.GetValueOrDefault("version", string.Empty);
        if (kind == "modulemd" && version == "2") AddModule(origin);
        else if (kind == "modulemd-defaults" && version == "1") AddDefault(origin);
        else if (kind is "modulemd" or "modulemd-defaults")
        {
            diagnostics.Add(ModuleDiagnostics.OtherVersion, origin,
                $"The document is {kind} of version {UntrustedText.Quote(version)}; modulemd 2 and modulemd-defaults 1 are read. It is passed over: advisories for its module count as if the module were not there.");
        }
    }

    // Stands at MappingStart; calls back at each value, and stands at MappingEnd at last.
    private void ReadMap(Action<string> value)
    {
        while (events.Next() && events.Current is not MappingEnd)
        {
            string? key = (events.Current as Scalar)?.Value;
            events.Skip();
            if (!events.Next()) return;
            if (key is null) events.Skip();
            else value(key);
        }
    }

    private void ReadData(string key)
    {
        if (key == "artifacts" && events.Current is MappingStart) ReadMap(ReadArtifacts);
        else Keep(_fields, key);
    }

    private void ReadArtifacts(string key)
    {
        if (key != "rpms" || events.Current is not SequenceStart)
        {
            events.Skip();
            return;
        }

        while (events.Next() && events.Current is not SequenceEnd)
        {
            if (events.Current is Scalar scalar) _artifacts.Add((scalar.Value, events.Location));
            events.Skip();
        }
    }

    private void Keep(Dictionary<string, string> fields, string key)
    {
        if (events.Current is Scalar { Value.Length: <= 1024 } scalar) fields[key] = scalar.Value;
        events.Skip();
    }

    private void AddModule(SourceLocation origin)
    {
        string name = Field("name"), stream = Field("stream"), version = Field("version");
        string? wrong = name.Length == 0 ? "no name" : stream.Length == 0 ? "no stream"
            : !ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"the version {UntrustedText.Quote(version)}, which is no number up to 18446744073709551615"
            : null;
        if (wrong is not null)
        {
            diagnostics.Add(ModuleDiagnostics.BadDocument, origin, $"The module {UntrustedText.Quote($"{name}:{stream}")} has {wrong}. Make the metadata again, or ask the publisher to correct it.");
            return;
        }

        List<Nevra> artifacts = new(_artifacts.Count);
        foreach ((string text, SourceLocation location) in _artifacts)
        {
            if (NevraParser.TryParse(text, out Nevra? nevra) && nevra.Evr.Epoch is not null) artifacts.Add(nevra);
            else
            {
                diagnostics.Add(ModuleDiagnostics.RefusedArtifact, location,
                    $"The module {UntrustedText.Quote($"{name}:{stream}")} lists {UntrustedText.Quote(text)}, which is no name-epoch:version-release.arch. The package is left out; ask the publisher to correct it.");
            }
        }

        _modules.Add(new(new(name, stream, version, Field("context"), Field("arch")), [.. artifacts], origin));
    }

    private void AddDefault(SourceLocation origin)
    {
        string name = Field("module");
        if (name.Length == 0)
        {
            diagnostics.Add(ModuleDiagnostics.BadDocument, origin, "The defaults name no module. Make the metadata again, or ask the publisher to correct it.");
            return;
        }

        string stream = Field("stream");
        _defaults.Add(new(name, stream.Length == 0 ? null : stream, origin));
    }

    private string Field(string key) => _fields.GetValueOrDefault(key, string.Empty);
}
