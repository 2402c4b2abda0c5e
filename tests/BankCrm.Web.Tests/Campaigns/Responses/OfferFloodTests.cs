using System.Net;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Campaigns.Responses;

/// <summary>Whoever guesses codes does so from an address, and is stopped there. A bank of its own: its address is everybody's here.</summary>
public sealed class OfferFloodTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Who_guesses_is_stopped_after_thirty_a_minute_and_no_record_keeps_a_code()
    {
        var phone = app.Browser();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
        {
            answers.Add((await phone.Http.GetAsync($"/o/{i:x12}")).StatusCode);
        }

        Assert.Equal((30, 10), (answers.Count(a => a is HttpStatusCode.NotFound), answers.Count(a => a is HttpStatusCode.TooManyRequests)));
        var reasons = await app.ReadAsync(db => db.AuditEntries.Where(e => e.Event == AuditEvents.RateLimited).Select(e => e.ReasonText).ToListAsync());
        Assert.Equal(10, reasons.Count);
        Assert.All(reasons, r => Assert.Equal("/o/", r));
    }
}
