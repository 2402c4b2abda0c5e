using BankCrm.Application.Common;

namespace BankCrm.Application.Cases;

public static class CaseScopes
{
    [Scope("Send service cases and complaints")]
    public const string Write = "cases.write";
}
