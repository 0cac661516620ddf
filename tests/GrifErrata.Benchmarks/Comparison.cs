namespace GrifErrata.Benchmarks;

/// <summary>One row group of the table: ours against the peers on the same input.</summary>
/// <param name="Title">What is measured.</param>
/// <param name="Ours">Our process.</param>
/// <param name="Peers">The others.</param>
internal sealed record Comparison(string Title, Peer Ours, Peer[] Peers)
{
    /// <summary>Runs all in turn, so that a change of the machine's load meets all alike; those that are not installed are left out.</summary>
    public static Dictionary<Peer, List<Cost>> Measure(IEnumerable<Peer> all, int runs)
    {
        Dictionary<Peer, List<Cost>> costs = all.Where(Cost.IsInstalled).ToDictionary(p => p, _ => new List<Cost>());
        foreach (Peer peer in costs.Keys) Cost.Of(peer);
        for (int run = 0; run < runs; run++)
        {
            foreach ((Peer peer, List<Cost> measured) in costs) measured.Add(Cost.Of(peer));
        }

        return costs;
    }

    /// <summary>Runs ours and the peers, and prints the medians.</summary>
    public void Run(int runs, TextWriter output)
    {
        Peer[] all = [Ours, .. Peers];
        Dictionary<Peer, List<Cost>> costs = Measure(all, runs);
        Cost ours = Cost.Median(costs[Ours]);
        output.WriteLine(Words.Format($"| **{Title}** | | | | |"));
        foreach (Peer peer in all)
        {
            if (!costs.TryGetValue(peer, out List<Cost>? measured))
            {
                output.WriteLine($"| {peer.Name} | not installed | | | |");
                continue;
            }

            Cost cost = Cost.Median(measured);
            string ratios = peer == Ours ? "| |" : Words.Format($"{ours.Cpu / cost.Cpu:0.00} | {ours.Peak / cost.Peak:0.00} |");
            output.WriteLine(Words.Format($"| {peer.Name} | {cost.Cpu:0.00} s | {cost.Peak:0} MiB | {ratios}"));
        }
    }
}
