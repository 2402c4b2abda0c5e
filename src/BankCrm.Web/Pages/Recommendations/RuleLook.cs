using System.Globalization;
using BankCrm.Application.Recommendations.Answers;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Recommendations;

/// <summary>Rules and what came of them, in words and colours.</summary>
internal static class RuleLook
{
    extension(TemplateState state)
    {
        public Colour RuleColour => state switch
        {
            TemplateState.Approved => Colour.Green,
            TemplateState.Draft => Colour.Amber,
            TemplateState.Withdrawn => Colour.Red,
            _ => Colour.Grey,
        };
    }

    extension(Text text)
    {
        /// <summary>How often it was accepted, in one sentence.</summary>
        public string RateOf(AnswerFigures? figures, Show show, int least) =>
            figures is null ? text["fewer than {0}", least]
            : figures.Rate is not { } rate ? text["Not enough answers yet ({0})", show.Number(figures.Asked)]
            : text["{0} (between {1} and {2})", Share(rate, show), Share(figures.Interval.Low, show), Share(figures.Interval.High, show)];
    }

    /// <summary>In the language of the page.</summary>
    public static string Here(string english, string chinese) => Languages.Current == Languages.SimplifiedChinese ? chinese : english;

    public static string Share(double share, Show show) => show.Percent((decimal)share);

    /// <summary>With its sign.</summary>
    public static string Points(int points) => points.ToString("+0;−0;0", CultureInfo.InvariantCulture);
}
