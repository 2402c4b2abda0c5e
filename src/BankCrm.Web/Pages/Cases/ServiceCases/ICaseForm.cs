using BankCrm.Application.Cases.ServiceCases;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

/// <summary>A page with the particulars of a case.</summary>
public interface ICaseForm
{
    CaseChoices Choices { get; }

    CaseInput Said { get; }
}
