using System.Runtime.CompilerServices;
using GrifErrata.Json;

namespace GrifErrata.Advisories.Csaf;

/// <summary>Reads <c>product_tree</c>.</summary>
internal static class CsafTree
{
    /// <summary>Reads the value of the current key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadProducts(ref JsonCursor json, CsafProducts products)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement()) ReadProduct(ref json, products);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadProduct(ref JsonCursor json, CsafProducts products)
    {
        int id = 0, cpe = 0, purl = 0;
        if (!json.BeginObject()) return;
        while (json.NextMember())
        {
            if (json.NameIs("product_id"u8)) id = products.Texts.NumberOf(json.Utf8Text());
            else if (json.NameIs("product_identification_helper"u8)) ReadHelper(ref json, products, ref cpe, ref purl);
            else json.Skip();
        }

        if (id > 0) products.Add(id, cpe, purl);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadHelper(ref JsonCursor json, CsafProducts products, ref int cpe, ref int purl)
    {
        if (!json.BeginObject()) return;
        while (json.NextMember())
        {
            if (json.NameIs("cpe"u8)) cpe = products.Texts.NumberOf(json.Utf8Text());
            else if (json.NameIs("purl"u8)) purl = products.Texts.NumberOf(json.Utf8Text());
            else json.Skip();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadRelationships(ref JsonCursor json, CsafProducts products)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement())
        {
            int id = 0, component = 0, of = 0;
            if (!json.BeginObject()) continue;
            while (json.NextMember())
            {
                if (json.NameIs("product_reference"u8)) component = products.Texts.NumberOf(json.Utf8Text());
                else if (json.NameIs("relates_to_product_reference"u8)) of = products.Texts.NumberOf(json.Utf8Text());
                else if (json.NameIs("full_product_name"u8)) id = ReadId(ref json, products);
                else json.Skip();
            }

            if (id > 0) products.AddRelationship(id, component, of);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ReadId(ref JsonCursor json, CsafProducts products)
    {
        int id = 0;
        if (!json.BeginObject()) return id;
        while (json.NextMember())
        {
            if (json.NameIs("product_id"u8)) id = products.Texts.NumberOf(json.Utf8Text());
            else json.Skip();
        }

        return id;
    }
}
