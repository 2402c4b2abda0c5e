using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Platform.Requests;

/// <summary>Whoever tried too often has to wait: how long, for people and for their browsers.</summary>
internal static class Waiting
{
    /// <returns>The sentence; the status of the answer is 429.</returns>
    public static string Say(HttpResponse response, TooManyAttemptsException refused, Text text)
    {
        response.Headers.RetryAfter = ((int)Math.Ceiling(refused.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return text["Too many attempts. Try again in {0} min.", (int)Math.Ceiling(refused.Wait.TotalMinutes)];
    }
}
