using System.Globalization;
using System.Text;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Customers.Relationships;

/// <summary>Where the customer and those around them stand in the drawing: this one in the middle, half of the others on either side.</summary>
public sealed class RelationMap
{
    public const int Width = 760;
    public const int NodeWidth = 240;
    public const int NodeHeight = 46;
    public const int CentreWidth = 160;
    private const int MostNodes = 24;
    private const int RowHeight = 58;
    private const int Margin = 8;

    // Units of width; a Chinese letter takes two.
    private const int MostUnits = 30;
    private const int MostUnitsInside = 19;

    private RelationMap(string centre, IReadOnlyList<MapNode> nodes, int left)
    {
        (Centre, Nodes, Left) = (Short(centre, MostUnitsInside), nodes, left);
        var rows = Math.Max(1, (nodes.Count + 1) / 2);
        Height = (rows * RowHeight) + (2 * Margin);
        Middle = Height / 2;
    }

    public string Centre { get; }

    public IReadOnlyList<MapNode> Nodes { get; }

    /// <summary>How many are not drawn.</summary>
    public int Left { get; }

    public int Height { get; }

    /// <summary>How far down the middle is.</summary>
    public int Middle { get; }

    /// <summary>Those related now, then those who live in the same household only. Null: there is nobody.</summary>
    public static RelationMap? Of(Guid customerId, CustomerRelations relations, Text text, Show show)
    {
        var related = relations.Relations.Where(r => r.Until is null)
            .Select(r => (r.OtherId, Name: text.Other(r), Words: text.Role(show, r), IsHousehold: false))
            .GroupBy(r => r.OtherId is null ? (object)Guid.NewGuid() : r.OtherId) // one node for somebody who is both spouse and guarantor
            .Select(g => g.First() with { Words = string.Join(text[", "], g.Select(r => r.Words).Distinct()) })
            .ToList();
        var housemates = (relations.Household?.Present ?? [])
            .Where(m => m.CustomerId != customerId && related.TrueForAll(r => r.OtherId != m.CustomerId))
            .Select(m => (OtherId: (Guid?)m.CustomerId, Name: text.Member(m), Words: text["Same household"], IsHousehold: true));
        var all = related.Concat(housemates).ToList();
        var shown = all.Take(MostNodes).ToList();
        return all.Count == 0 ? null : new(
            relations.Name,
            [.. shown.Select((r, i) => NodeAt(i, shown.Count, r.OtherId, r.Name, r.Words, r.IsHousehold))],
            all.Count - shown.Count);
    }

    /// <summary>The line from the middle to a node.</summary>
    public string PathTo(MapNode node)
    {
        var (start, end) = node.IsLeft
            ? ((Width - CentreWidth) / 2, node.X + NodeWidth)
            : ((Width + CentreWidth) / 2, node.X);
        var half = (start + end) / 2;
        return string.Create(CultureInfo.InvariantCulture, $"M {start} {Middle} C {half} {Middle} {half} {node.CentreY} {end} {node.CentreY}");
    }

    private static MapNode NodeAt(int index, int count, Guid? id, string name, string words, bool isHousehold)
    {
        var onLeft = (count + 1) / 2;
        var isLeft = index < onLeft;
        var (row, rows) = isLeft ? (index, onLeft) : (index - onLeft, count - onLeft);
        var top = Margin + ((onLeft - rows) * RowHeight / 2) + (row * RowHeight) + ((RowHeight - NodeHeight) / 2);
        return new(id, name, words, Short(name, MostUnits), Short(words, MostUnits), isLeft ? Margin : Width - NodeWidth - Margin, top, isLeft, isHousehold);
    }

    private static string Short(string name, int most)
    {
        var units = 0;
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            units += rune.Value >= 0x2E80 ? 2 : 1;
            if (units > most)
            {
                return kept.Append('…').ToString();
            }

            kept.Append(rune.ToString());
        }

        return name;
    }
}

/// <param name="CustomerId">Null: of another branch; it leads nowhere.</param>
/// <param name="Name">In full, for who cannot see the drawing.</param>
/// <param name="Words">What they are to the one in the middle.</param>
/// <param name="IsHousehold">They live together, and are not related on record.</param>
public sealed record MapNode(
    Guid? CustomerId, string Name, string Words, string ShortName, string ShortWords, int X, int Y, bool IsLeft, bool IsHousehold)
{
    public int CentreY => Y + (RelationMap.NodeHeight / 2);
}
