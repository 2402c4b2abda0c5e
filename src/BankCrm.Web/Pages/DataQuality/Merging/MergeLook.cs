using BankCrm.Application.DataQuality.Merging;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.DataQuality.Merging;

/// <summary>How merges are shown.</summary>
public static class MergeLook
{
    public static Colour ColourOf(MergeStatus status) => status switch
    {
        MergeStatus.Done => Colour.Green,
        MergeStatus.Proposed => Colour.Blue,
        MergeStatus.TurnedDown => Colour.Red,
        MergeStatus.Undone => Colour.Amber,
        _ => Colour.Grey,
    };

    public static Colour ColourOf(MergeFate fate) => fate switch
    {
        MergeFate.Left or MergeFate.Stayed => Colour.Amber,
        MergeFate.Restored => Colour.Green,
        _ => Colour.Grey,
    };

    public static string Shown(this Text text, object? value) => value switch
    {
        null or "" => "—",
        true => text["Yes"],
        false => text["No"],
        Enum member => text[member],
        _ => value.ToString()!,
    };

    /// <summary>What the rows of a table are called; those of tables that have no word yet, records.</summary>
    public static string RowsOf(this Text text, MovedRows rows) => rows.Table switch
    {
        "addresses" => text["Addresses"],
        "consents" => text["Consents"],
        "contact_points" => text["Telephone numbers and other contacts"],
        "customers" when rows.Fate is MergeFate.Moved => text["Records merged earlier"],
        "customers" => text["The records themselves"],
        "identity_documents" => text["Identity documents"],
        "import_findings" or "imported_customers" or "import_relations" => text["Rows of imports"],
        "notes" => text["Notes"],
        "relations" => text["Relations"],
        _ => text["Other entries"],
    };

    public static string FateOf(this Text text, MergeFate fate) => fate switch
    {
        MergeFate.Moved => text["moved"],
        MergeFate.Stayed => text["stayed: the record has such an entry already"],
        MergeFate.Restored => text["as before the merge"],
        MergeFate.Left => text["changed since the merge, so left as they are"],
        _ => text["changed"],
    };
}
