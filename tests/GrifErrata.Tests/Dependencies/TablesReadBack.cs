using System.Reflection;
using CsCheck;
using GrifErrata.Dependencies;
using GrifErrata.Files;

namespace GrifErrata.Tests.Dependencies;

/// <summary>A table that was written and read back is the table that was written.</summary>
public sealed class TablesReadBack
{
    [Test]
    public void A_table_that_is_read_back_answers_every_case_as_the_one_that_was_written()
    {
        string[] cases = Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Dependencies", "Cases"), "*.case");
        Assert.That(cases, Has.Length.GreaterThan(20));
        foreach (string file in cases)
        {
            DependencyCase one = DependencyCase.Parse(File.ReadAllText(file));
            Assert.That(DependencyCase.Describe((one with { Table = ReadBack(one.Table) }).Check()), Is.EqualTo(DependencyCase.Describe(one.Check())), file);
        }
    }

    [Test]
    public void A_table_of_a_random_repository_answers_the_same_when_it_is_read_back() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            DependencyCase one = RandomRepository.Of(seed, rich: true).ToCase();
            return DependencyCase.Describe((one with { Table = ReadBack(one.Table) }).Check()) == DependencyCase.Describe(one.Check());
        },
        iter: 300, threads: 1);

    [Test]
    public void All_that_a_table_has_is_kept()
    {
        // What is not an array is made of arrays, or made anew where it is asked for; a table that lacks filelists is never kept. A new member has to be kept before it is named here.
        string[] fields = [.. typeof(PackageTable).GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(f => f.FieldType != typeof(int[]) && f.FieldType != typeof(long[]) && f.FieldType != typeof(Csr)).Select(f => f.Name)];
        Assert.That(fields, Is.EquivalentTo((string[])["_providerArrays", "<Count>k__BackingField", "<HasFileLists>k__BackingField", "<LacksFileLists>k__BackingField", "<Dependencies>k__BackingField", "<Modules>k__BackingField"]));
        PackageTable table = DependencyCase.Parse("package a-1-1.x86_64\n  provides b\n  requires c\n").Table;
        IReadOnlyList<Array> kept = table.ToArrays();
        foreach (FieldInfo field in typeof(PackageTable).GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            object? value = field.GetValue(table);
            foreach (Array array in value is Csr csr ? [csr.Arrays.Starts, csr.Arrays.Items] : value is Array one and not int[][] ? [one] : (Array[])[])
                Assert.That(kept.Any(k => ReferenceEquals(k, array)), Is.True, field.Name);
        }
    }

    private static PackageTable ReadBack(PackageTable table)
    {
        string file = Path.GetTempFileName();
        try
        {
            byte[] key = new byte[ArrayFile.KeyBytes];
            using (FileStream stream = File.Create(file)) ArrayFile.Write(stream, key, table.ToArrays());
            return new(new PackageTableArrays(ArrayFile.Read(file, key)!));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
