using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.DataQuality.Import;

/// <summary>In which colours the states of an import stand.</summary>
public static class ImportLook
{
    public static Colour ColourOf(ImportStatus status) => status switch
    {
        ImportStatus.Done => Colour.Green,
        ImportStatus.Failed => Colour.Red,
        ImportStatus.Checking or ImportStatus.Running or ImportStatus.Undoing => Colour.Blue,
        ImportStatus.Cancelled or ImportStatus.Cancelling => Colour.Amber,
        _ => Colour.Grey,
    };

    public static Colour ColourOf(ImportFindingKind kind) => kind switch
    {
        ImportFindingKind.Refused => Colour.Red,
        ImportFindingKind.AlreadyThere or ImportFindingKind.NotUndone => Colour.Amber,
        _ => Colour.Grey,
    };

    public static string NameOf(char delimiter) => delimiter switch
    {
        ',' => "Comma",
        ';' => "Semicolon",
        '\t' => "Tab",
        '|' => "Vertical bar",
        '^' => "Caret (^)",
        '~' => "Tilde (~)",
        '\u0001' => "Control sign 1 (Ctrl-A)",
        _ => "Control sign 31 (unit separator)",
    };

    /// <summary>What a field offers to choose from. Null: yes and no.</summary>
    public static Type? ChoicesOf(ImportField field) => field switch
    {
        ImportField.Kind => typeof(CustomerKind),
        ImportField.DocumentKind => typeof(IdentityDocumentKind),
        ImportField.Sex => typeof(Sex),
        ImportField.Tier => typeof(CustomerTier),
        ImportField.Stage => typeof(LifeCycleStage),
        ImportField.Appetite => typeof(RiskAppetite),
        ImportField.RelationRole => typeof(RelationRole),
        ImportField.AccountKind => typeof(AccountKind),
        ImportField.AccountStatus => typeof(AccountStatus),
        ImportField.Side => typeof(MovementSide),
        ImportField.MovementKind => typeof(TransactionKind),
        ImportField.Channel => typeof(TransactionChannel),
        _ => null,
    };
}
