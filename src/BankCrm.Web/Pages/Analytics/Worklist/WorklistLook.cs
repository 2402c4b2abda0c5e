using BankCrm.Application.Analytics.Worklist;
using BankCrm.Domain.Analytics.Worklist;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Web.Pages.Recommendations;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Analytics.Worklist;

/// <summary>How the worklist speaks.</summary>
internal static class WorklistLook
{
    extension(Text text)
    {
        /// <summary>"Overdue since 24 Nov 2026".</summary>
        public string Reason(WorklistReason reason, Show show) => text[text[reason.Kind], reason.Value switch
        {
            DateOnly day => show.Day(day),
            DateTimeOffset moment => show.Moment(moment),
            decimal amount => show.RoundMoney(amount, Currencies.Home),
            CustomerTier tier => text[tier],
            SuggestedName name => RuleLook.Here(name.Name, name.ChineseName),
            var other => other,
        }];

        /// <summary>What waits: a follow-up's own words, a case by its number, an account.</summary>
        public string Step(WorklistStep step) => step.Kind switch
        {
            WorklistStepKind.FollowUp => step.Subject,
            WorklistStepKind.Case => text["Case {0}", step.Number],
            _ => text["An account matures"],
        };
    }

    extension(WorklistStep step)
    {
        public string Path => step.Kind switch
        {
            WorklistStepKind.FollowUp => $"/tasks/{step.Id}",
            WorklistStepKind.Case => $"/cases/{step.Id}",
            _ => $"/accounts/{step.Id}",
        };
    }
}
