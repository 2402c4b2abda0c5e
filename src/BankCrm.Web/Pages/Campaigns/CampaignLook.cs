using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Campaigns.Results;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>Campaigns in words and colours.</summary>
internal static class CampaignLook
{
    extension(CampaignState state)
    {
        public Colour Colour => state switch
        {
            CampaignState.Proposed => Colour.Amber,
            CampaignState.Approved or CampaignState.Preparing => Colour.Blue,
            CampaignState.Running => Colour.Green,
            CampaignState.Paused => Colour.Amber,
            CampaignState.Stopped => Colour.Red,
            _ => Colour.Grey,
        };
    }

    extension(Text text)
    {
        public string WordsOf(IEnumerable<CampaignChannel> channels) => string.Join(text[", "], channels.Select(c => text[c]));

        /// <summary>The first contact, or which reminder.</summary>
        public string WaveOf(int wave) => wave == 1 ? text["First contact"] : text["Reminder {0}", wave - 1];

        /// <summary>What the comparison with the control group says, in one sentence.</summary>
        public string SentenceOf(Uplift? uplift, Show show) => uplift?.Verdict switch
        {
            null => text["There is nothing to compare with yet."],
            UpliftVerdict.More => text[
                "Those contacted bought more often: {0} of a hundred instead of {1}. Chance alone hardly explains it (between {2} and {3} more).",
                Points(uplift.Treated, show), Points(uplift.Control, show), Points(uplift.Low, show), Points(uplift.High, show)],
            UpliftVerdict.Fewer => text[
                "Those contacted bought less often than those left in peace: {0} of a hundred instead of {1}. Look at what was said.", Points(uplift.Treated, show), Points(uplift.Control, show)],
            _ => text[
                "Not enough answers yet: {0} of a hundred bought, {1} of those left in peace. The difference lies between {2} and {3}, so it may be chance.",
                Points(uplift.Treated, show), Points(uplift.Control, show), Points(uplift.Low, show), Points(uplift.High, show)],
        };

        /// <summary>Which variant answered better, in one sentence.</summary>
        public string SentenceOfVariants(Uplift uplift, Show show) => uplift.Verdict switch
        {
            UpliftVerdict.More => text["Variant B does better: {0} of a hundred are interested instead of {1}.", Points(uplift.Treated, show), Points(uplift.Control, show)],
            UpliftVerdict.Fewer => text["Variant A does better: {0} of a hundred are interested instead of {1}.", Points(uplift.Control, show), Points(uplift.Treated, show)],
            _ => text["Variants A and B cannot be told apart yet: {0} and {1} of a hundred are interested.", Points(uplift.Control, show), Points(uplift.Treated, show)],
        };

        /// <summary>How those after a change answered beside those before it, in one sentence.</summary>
        public string SentenceOfChange(Uplift uplift, Show show) => uplift.Verdict switch
        {
            UpliftVerdict.More => text["Better than before: {0} of a hundred instead of {1}.", Points(uplift.Treated, show), Points(uplift.Control, show)],
            UpliftVerdict.Fewer => text["Worse than before: {0} of a hundred instead of {1}.", Points(uplift.Treated, show), Points(uplift.Control, show)],
            _ => text["No difference to before that chance alone could not make: {0} of a hundred after {1}.", Points(uplift.Treated, show), Points(uplift.Control, show)],
        };
    }

    private static string Points(double share, Show show) => show.Number((decimal)(share * 100), 2);

    /// <summary>The width of a bar out of 100.</summary>
    public static string Width(int part, int whole) => (whole <= 0 ? 0 : Math.Clamp(100.0 * part / whole, part > 0 ? 0.5 : 0, 100)).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
