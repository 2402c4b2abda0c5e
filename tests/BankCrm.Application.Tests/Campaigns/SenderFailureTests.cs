using System.Collections.Concurrent;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Infrastructure.Campaigns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

/// <summary>A message that cannot be worked at is marked and logged, and holds up none of the others.</summary>
public sealed class SenderFailureTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    [Fact]
    public async Task One_whose_number_cannot_be_opened_fails_for_all_to_see_and_the_others_go()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var (broken, whole) = (await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13711110001")), await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13711110002")));
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await ActivatorUtilities.CreateInstance<CampaignKeeper>(crm.Services).RunNextAsync(CancellationToken.None);
        await crm.WorkAsync(async (db, _) =>
        {
            var point = db.Entry(await db.ContactPoints.AsTracking().SingleAsync(p => p.CustomerId == broken && p.Kind == ContactKind.Mobile));
            point.Property(p => p.Value).CurrentValue = new Sealed([.. Enumerable.Repeat((byte)7, 64)]);
            return 0;
        });

        var log = new KeptLog();
        var sender = ActivatorUtilities.CreateInstance<CampaignSender>(crm.Services, log);
        while (await sender.RunNextAsync(CancellationToken.None))
        {
        }

        var contacts = (await crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId);
        Assert.Equal((ContactState.Failed, NotContacted.OutcomeUnknown), (contacts[broken].State, contacts[broken].Reason));
        Assert.Equal(ContactState.Sent, contacts[whole].State);
        Assert.DoesNotContain(crm.Sms.Given, g => g.Id == contacts[broken].Id);
        var (level, exception, text) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Error, level);
        Assert.NotNull(exception);
        Assert.Contains(contacts[broken].Id.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain("13711110001", text + exception, StringComparison.Ordinal);
    }

    private sealed class KeptLog : ILogger<CampaignSender>
    {
        public ConcurrentBag<(LogLevel Level, Exception? Exception, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, exception, formatter(state, exception)));
    }
}
