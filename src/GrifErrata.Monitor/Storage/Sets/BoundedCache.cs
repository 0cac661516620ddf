using System.Diagnostics.CodeAnalysis;

namespace GrifErrata.Monitor.Storage.Sets;

/// <summary>Keeps what was used lately, up to a weight. Safe for several threads.</summary>
/// <remarks>Two generations instead of a list of uses: when the young one weighs half of what is allowed, the old one is forgotten. What
/// is used while old becomes young again.</remarks>
internal sealed class BoundedCache<TKey, TValue>(int capacity, Func<TValue, int> weigh) where TKey : notnull
{
    private readonly Lock _lock = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];
    private long _weight;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out value)) return true;
            if (!_old.Remove(key, out value)) return false;
            AddYoung(key, value);
            return true;
        }
    }

    public void Add(TKey key, TValue value)
    {
        lock (_lock)
        {
            if (!_young.ContainsKey(key)) AddYoung(key, value);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _young = [];
            _old = [];
            _weight = 0;
        }
    }

    private void AddYoung(TKey key, TValue value)
    {
        int weight = weigh(value);
        if (_weight > 0 && _weight + weight > capacity / 2)
        {
            _old = _young;
            _young = [];
            _weight = 0;
        }

        _young.Add(key, value);
        _weight += weight;
    }
}
