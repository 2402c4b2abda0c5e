using BankCrm.Domain.Accounts.Statements;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Accounts.Statements;

/// <summary>In which colours the states of files and statements stand.</summary>
public static class StatementLook
{
    public static Colour ColourOf(StatementFileState state) => state switch
    {
        StatementFileState.Done => Colour.Green,
        StatementFileState.Failed => Colour.Red,
        StatementFileState.Waiting or StatementFileState.TakingIn => Colour.Blue,
        _ => Colour.Grey,
    };

    public static Colour ColourOf(StatementState state) => state switch
    {
        StatementState.TakenIn => Colour.Green,
        StatementState.Ready => Colour.Blue,
        StatementState.Wrong => Colour.Red,
        StatementState.NoAccount => Colour.Amber,
        _ => Colour.Grey,
    };
}
