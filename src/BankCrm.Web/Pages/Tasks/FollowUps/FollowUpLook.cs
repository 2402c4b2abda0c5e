using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

internal static class FollowUpLook
{
    extension(FollowUpStatus status)
    {
        public Colour Colour => status switch
        {
            FollowUpStatus.Started => Colour.Blue,
            FollowUpStatus.Waiting => Colour.Amber,
            FollowUpStatus.Done => Colour.Green,
            _ => Colour.Grey,
        };
    }

    extension(FollowUpPriority priority)
    {
        /// <summary>What is usual needs no badge.</summary>
        public bool IsUsual => priority is FollowUpPriority.Normal;

        public Colour Colour => priority switch
        {
            FollowUpPriority.Urgent => Colour.Red,
            FollowUpPriority.High => Colour.Amber,
            _ => Colour.Grey,
        };
    }
}
