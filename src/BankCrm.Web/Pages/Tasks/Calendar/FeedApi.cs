using System.Globalization;
using System.Text;
using BankCrm.Application.Tasks.Calendar;
using BankCrm.Web.Platform;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Tasks.Calendar;

/// <summary>What calendar programs read. The secret stands in the query, which no log keeps.</summary>
internal sealed class FeedApi : IEndpoints
{
    public const string Path = "/tasks/calendar/feed";

    public void Map(IEndpointRouteBuilder app) => app.MapGet(Path, AnswerAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> AnswerAsync(string? key, string? lang, CalendarFeeds feeds, Text text, HttpContext context, TimeProvider clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await feeds.ReadAsync(key ?? "", context.RequestAborted) is not { } items)
        {
            return Results.NotFound();
        }

        CultureInfo.CurrentUICulture = (Languages.Find(lang) ?? Languages.Current).Culture;
        var file = IcsFile.Of(text["Follow-ups"], items.Select(i => (i, text[i.Kind])), clock.GetUtcNow());
        return Results.Text(file, "text/calendar; charset=utf-8", Encoding.UTF8);
    }
}
