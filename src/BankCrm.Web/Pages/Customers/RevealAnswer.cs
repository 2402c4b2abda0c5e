using System.Globalization;
using BankCrm.Application.Customers.Reveals;

namespace BankCrm.Web.Pages.Customers;

/// <summary>What a page that asked why shows: the value for a minute, or for how long there is none.</summary>
/// <param name="Value">Null: too many were revealed lately.</param>
public sealed record RevealAnswer(string? Value, int WaitMinutes)
{
    public const int SecondsShown = 60;

    /// <param name="back">Without script it is the browser that leads back, and so hides it.</param>
    public static RevealAnswer To(HttpResponse response, RevealedValue revealed, string back)
    {
        if (revealed.Value is not null)
        {
            response.Headers["Refresh"] = $"{SecondsShown};url={back}";
            return new(revealed.Value, 0);
        }

        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = revealed.WaitFor.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return new(null, (int)Math.Ceiling(revealed.WaitFor.TotalMinutes));
    }

    /// <summary>A script asks, which puts the answer in its place and hides it by itself.</summary>
    public static bool IsAskedByScript(HttpRequest request) => request.Headers.ContainsKey("X-Fragment");

    public override string ToString() => "••••";
}

/// <summary>The question why, and where to go without an answer.</summary>
public sealed record RevealAsked(RevealInput Input, string Back);

/// <param name="Text">Needed where none of the reasons offered is the right one.</param>
public sealed record RevealInput(RevealReason? Reason = null, string? Text = null);
