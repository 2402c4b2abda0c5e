using BankCrm.Application.Platform.Lists;

namespace BankCrm.Application.Cases.ServiceCases;

public sealed class CasesListKind : IListKind
{
    public const string Name = "cases";

    public string Key => Name;

    public string Permission => CaseRights.SeeAny;

    public string Path => "/cases";

    public string Sentence => "Cases and complaints";
}
