using System.Text;
using GrifErrata.Monitor.Tables;
using GrifErrata.Rpm;
using Microsoft.AspNetCore.Http;

namespace GrifErrata.Monitor.Tests.Tables;

public sealed class TableTests
{
    private sealed record Row(string Name, Evr? Version, int Number);

    private static readonly Table<Row> Table = new()
    {
        Name = "rows", Row = "row", Rows = "rows", WhenEmpty = "nothing",
        Columns =
        [
            Column.Text<Row>("name", "Name", r => r.Name) with { IsHeader = true }, Column.Version<Row>("version", "Version", r => r.Version?.ToString(), r => r.Version),
            Column.Number<Row>("number", "Number", r => r.Number) with { IsChoice = true },
        ],
    };

    [Test]
    public void Versions_are_ordered_as_rpm_orders_them()
    {
        Row[] rows = [new("ten", new(null, "1.10", "1"), 1), new("epoch", new(1, "0.1", "1"), 1), new("nine", new(null, "1.9", "1"), 1), new("none", null, 1)];
        Assert.That(Names(Table.Select(Query("?sort=version"), rows)), Is.EqualTo("none nine ten epoch"));
        Assert.That(Names(Table.Select(Query("?sort=-version"), rows)), Is.EqualTo("epoch ten nine none"));
    }

    [Test]
    public void Numbers_are_ordered_as_numbers() =>
        Assert.That(Names(Table.Select(Query("?sort=number"), [new("ten", null, 10), new("nine", null, 9)])), Is.EqualTo("nine ten"));

    [Test]
    public void What_has_no_value_is_found_by_none() =>
        Assert.That(Names(Table.Select(Query("?version=none"), [new("without", null, 1), new("with", new(null, "1", "1"), 1)])), Is.EqualTo("without"));

    [Test]
    public async Task Long_tables_are_cut_into_pages_and_exported_whole()
    {
        Row[] rows = [.. Enumerable.Range(0, 1001).Select(i => new Row($"r{i}", null, 1))];
        TableView view = Table.View(Query("?page=3&find=r"), rows);
        Assert.That((view.Pages, view.Page, view.Found, view.Shown.Count()), Is.EqualTo((3, 3, 1001, 1)));
        Assert.That(view.Query.With("page", "2"), Is.EqualTo("/x?find=r&page=2"));
        using MemoryStream stream = new();
        await CsvText.WriteAsync(stream, view.Columns.Select(c => c.Key), view.Cells, CancellationToken.None);
        Assert.That(Encoding.UTF8.GetString(stream.ToArray()).Count(c => c == '\n'), Is.EqualTo(1002));
    }

    [Test]
    public void A_page_that_is_not_there_is_the_last_one() => Assert.That(Table.View(Query("?page=99"), [new("a", null, 1)]).Page, Is.EqualTo(1));

    [Test]
    public void A_table_s_parameters_are_its_own_where_a_page_has_several()
    {
        TableQuery query = TableQuery.Of(Request("?sort=a&rows.sort=-name&rows.find=x&format=csv"), "rows");
        Assert.That((query.Sort, query.Find), Is.EqualTo(("-name", "x")));
        Assert.That(query.With("sort", "name"), Is.EqualTo("/x?sort=a&rows.find=x&rows.sort=name"));
        Assert.That(query.As("csv"), Is.EqualTo("/x?sort=a&rows.sort=-name&rows.find=x&format=csv&table=rows"));
    }

    [Test]
    public void Values_of_an_address_stay_values_in_links() => Assert.That(Query("?find=%26sort%3D%22%3Cb%3E").With("sort", "name"), Is.EqualTo("/x?find=%26sort%3D%22%3Cb%3E&sort=name"));

    [Test]
    public void Too_long_values_are_not_looked_for() => Assert.That(Query("?find=" + new string('a', 201)).Find, Is.Empty);

    [TestCase("=1+1", "'=1+1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("-2", "'-2")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("a\"b", "\"a\"\"b\"")]
    [TestCase("=a\r\nb", "\"'=a\r\nb\"")]
    [TestCase("plain", "plain")]
    public void A_cell_is_quoted_and_starts_no_formula(string text, string cell) => Assert.That(CsvText.Cell(text), Is.EqualTo(cell));

    [TestCase("a\u202Eb", "a\uFFFDb")]
    [TestCase("a\u200Bb\0", "a\uFFFDb\uFFFD")]
    [TestCase("déjà", "déjà")]
    public void What_misleads_the_eye_is_shown_as_a_replacement(string text, string shown) => Assert.That(ShownText.Of(text), Is.EqualTo(shown));

    [Test]
    public void A_long_text_is_cut_between_characters() => Assert.That(ShownText.Of(new string('a', 99) + "😀b"), Is.EqualTo(new string('a', 99) + "…"));

    private static string Names(IEnumerable<Row> rows) => string.Join(' ', rows.Select(r => r.Name));

    private static TableQuery Query(string query) => TableQuery.Of(Request(query));

    private static HttpRequest Request(string query)
    {
        DefaultHttpContext context = new();
        context.Request.Path = "/x";
        context.Request.QueryString = new(query);
        return context.Request;
    }
}
