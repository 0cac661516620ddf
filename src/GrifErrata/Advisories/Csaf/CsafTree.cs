using GrifErrata.Json;

namespace GrifErrata.Advisories.Csaf;

/// <summary>Reads <c>product_tree</c>.</summary>
internal static class CsafTree
{
    /// <summary>Reads the value of the current key.</summary>
    public static void Read(ref JsonCursor json, CsafProducts products)
    {
        if (!json.BeginObject()) return;
        while (json.NextMember())
        {
            if (json.NameIs("branches"u8)) ReadBranches(ref json, products);
            else if (json.NameIs("relationships"u8)) ReadRelationships(ref json, products);
            else if (json.NameIs("full_product_names"u8)) ReadProducts(ref json, products);
            else json.Skip();
        }
    }

    // No deeper than the JSON is allowed to be.
    private static void ReadBranches(ref JsonCursor json, CsafProducts products)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement())
        {
            if (!json.BeginObject()) continue;
            while (json.NextMember())
            {
                if (json.NameIs("branches"u8)) ReadBranches(ref json, products);
                else if (json.NameIs("product"u8)) ReadProduct(ref json, products);
                else json.Skip();
            }
        }
    }

    private static void ReadProducts(ref JsonCursor json, CsafProducts products)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement()) ReadProduct(ref json, products);
    }

    private static void ReadProduct(ref JsonCursor json, CsafProducts products)
    {
        string id = string.Empty, cpe = string.Empty, purl = string.Empty;
        if (!json.BeginObject()) return;
        while (json.NextMember())
        {
            if (json.NameIs("product_id"u8)) id = json.Text();
            else if (json.NameIs("product_identification_helper"u8)) ReadHelper(ref json, ref cpe, ref purl);
            else json.Skip();
        }

        if (id.Length > 0) products.Add(id, cpe, purl);
    }

    private static void ReadHelper(ref JsonCursor json, ref string cpe, ref string purl)
    {
        if (!json.BeginObject()) return;
        while (json.NextMember())
        {
            if (json.NameIs("cpe"u8)) cpe = json.Text();
            else if (json.NameIs("purl"u8)) purl = json.Text();
            else json.Skip();
        }
    }

    private static void ReadRelationships(ref JsonCursor json, CsafProducts products)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement())
        {
            string id = string.Empty, component = string.Empty, of = string.Empty;
            if (!json.BeginObject()) continue;
            while (json.NextMember())
            {
                if (json.NameIs("product_reference"u8)) component = json.Text();
                else if (json.NameIs("relates_to_product_reference"u8)) of = json.Text();
                else if (json.NameIs("full_product_name"u8)) id = ReadId(ref json);
                else json.Skip();
            }

            if (id.Length > 0) products.AddRelationship(id, component, of);
        }
    }

    private static string ReadId(ref JsonCursor json)
    {
        string id = string.Empty;
        if (!json.BeginObject()) return id;
        while (json.NextMember())
        {
            if (json.NameIs("product_id"u8)) id = json.Text();
            else json.Skip();
        }

        return id;
    }
}
