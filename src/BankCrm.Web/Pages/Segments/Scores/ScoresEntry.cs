using BankCrm.Application.Segments.Scores;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Segments.Scores;

internal sealed class ScoresEntry : IMenuEntry
{
    public string Permission => ScorePermissions.Read;

    public string Section => MenuSections.Sales;

    public string Sentence => "Scores";

    public string Icon => "chart-dots";

    public string Path => "/segments/scores";

    public int Order => 12;
}
