using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

internal static class CaseLook
{
    extension(CasePriority priority)
    {
        /// <summary>What is usual needs no badge.</summary>
        public bool IsUsual => priority is CasePriority.Normal;

        public Colour Colour => priority switch
        {
            CasePriority.Urgent => Colour.Red,
            CasePriority.High => Colour.Amber,
            _ => Colour.Grey,
        };
    }

    extension(CaseStatus status)
    {
        public Colour Colour => status switch
        {
            CaseStatus.Open => Colour.Blue,
            CaseStatus.Resolved => Colour.Green,
            _ => Colour.Grey,
        };
    }

    extension(CaseKind kind)
    {
        public Colour Colour => kind is CaseKind.Complaint ? Colour.Red : Colour.Grey;
    }

    extension(CaseClockShown clock)
    {
        public Colour Colour => clock.IsLate || clock.UsedPercent >= 100 ? Colour.Red
            : clock.State is ClockState.Stopped ? Colour.Green
            : clock.UsedPercent >= 80 ? Colour.Amber
            : Colour.Blue;

        /// <summary>For a meter that ends at 100.</summary>
        public int Used => (int)Math.Clamp(clock.UsedPercent, 0, 100);
    }

    extension(TopicName name)
    {
        public string Shown => Languages.Current == Languages.SimplifiedChinese ? name.Chinese : name.English;
    }

    extension(TopicShown topic)
    {
        /// <summary>With what it stands under.</summary>
        public string Path => topic.Parent is { } parent ? $"{parent.Shown} · {topic.Name.Shown}" : topic.Name.Shown;
    }

    public static IEnumerable<SelectListItem> Items(this IEnumerable<TopicShown> topics) => topics.Select(t => new SelectListItem(t.Path, t.Id.ToString()));
}
