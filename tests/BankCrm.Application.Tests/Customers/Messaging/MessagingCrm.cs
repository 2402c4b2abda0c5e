using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Tests.Integration.Email;
using BankCrm.Application.Tests.Integration.Sms;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Infrastructure.Platform.Outbox;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Customers.Messaging;

/// <summary>A bank with a mail server and a gateway for text messages, and a clock that is never in quiet hours until a test turns it.</summary>
public class MessagingCrm : TestCrm
{
    public const string Template = "card.ready";

    private readonly Daytime clock = new();

    public TestMailServer Mail { get; } = new();

    public TestSmsGateway Sms { get; } = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    public void Pass(TimeSpan time) => clock.Ahead += time;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("BankCrm:Email:Host", "localhost"), new("BankCrm:Email:Port", $"{Mail.Port}"), new("BankCrm:Email:User", TestMailServer.User),
        new("BankCrm:Email:Password", TestMailServer.Password), new("BankCrm:Email:From", "service@bank.example"), new("BankCrm:Email:FromName", "示例银行"),
        new("BankCrm:Email:SecondsToAnswer", "2"), new("BankCrm:Email:Returned:Address", "returned@bank.example"),
        new("BankCrm:Sms:Address", Sms.Address), new("BankCrm:Sms:KeyId", TestSmsGateway.KeyId), new("BankCrm:Sms:Secret", TestSmsGateway.Secret),
        new("BankCrm:Sms:Signature", "【示例银行】"), new("BankCrm:Sms:SecondsToAnswer", "1"),
    ];

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(clock);

    /// <summary>Another instance of the program, on the same database.</summary>
    internal OutboxSender NewSender() => ActivatorUtilities.CreateInstance<OutboxSender>(Services);

    /// <summary>Until nothing is due any more.</summary>
    public async Task SendAllAsync()
    {
        var sender = NewSender();
        while (await sender.RunNextAsync(CancellationToken.None))
        {
        }
    }

    /// <summary>A text that is in use.</summary>
    public async Task HasTextAsync(
        string text, string key = Template, ChannelKind channel = ChannelKind.Sms, TextLanguage language = TextLanguage.Chinese, MessagePurpose purpose = MessagePurpose.Service)
    {
        var places = Services.GetRequiredService<MessageKinds>().PlacesOf(key);
        await WorkAsync(async (db, _) =>
        {
            var number = 1 + await db.MessageTemplates.Where(t => t.Key == key && t.Channel == channel && t.Language == language).CountAsync();
            var template = MessageTemplate.Write(
                Guid.CreateVersion7(), new(key, channel, language), number, new("A text", purpose, channel is ChannelKind.Email ? "来自{branch.name}" : "", text), places, null, Now);
            template.Approve(Guid.NewGuid(), Now);
            db.Add(template);
            return 0;
        });
    }

    public async Task<Guid> WriteAsync(
        Guid customerId, ChannelKind channel = ChannelKind.Sms, MessagePurpose purpose = MessagePurpose.Service, string key = Template, params (string, string)[] values) =>
        await WorkAsync(async (db, services) => await services.GetRequiredService<CustomerMessages>().AddAsync(
            db, await db.Customers.SingleAsync(c => c.Id == customerId), new(channel, purpose, key, values.ToDictionary(v => v.Item1, v => v.Item2)), null, CancellationToken.None));

    public Task<OutgoingMessage> FindAsync(Guid id) => ReadAsync(db => db.OutgoingMessages.Include(m => m.Steps).SingleAsync(m => m.Id == id));

    public async Task TextsAsync()
    {
        if (!await ReadAsync(db => db.MessageTemplates.AnyAsync(t => t.Key == Template)))
        {
            await HasTextAsync("{customer.name}，您的卡已到。");
            await HasTextAsync("{customer.name}, your card is here.", language: TextLanguage.English);
            await HasTextAsync("{customer.name}，您的卡已到。", channel: ChannelKind.Email);
        }
    }

    public async Task<Guid> CustomerAsync(string name, string mobile, CustomerLanguage language = CustomerLanguage.Chinese, string email = "") =>
        await NewBranch().HasCustomerAsync(new() { Name = name, Mobile = mobile, Email = email, Language = language });

    public (string To, string Text) Only(Guid id)
    {
        var given = Assert.Single(Sms.Given, g => g.Id == id);
        return (given.To, given.Text);
    }

    public Task<ChannelRules> SmsRulesAsync() => ReadAsync(db => db.ChannelRules.SingleAsync(r => r.Channel == ChannelKind.Sms));

    /// <summary>The true time where no quiet hours are near, otherwise the next noon: never behind the true time, by which others write. It goes on as always.</summary>
    private sealed class Daytime : TimeProvider
    {
        private readonly TimeSpan shift = Branch.At(System.GetUtcNow()).Hour is >= 9 and < 19
            ? TimeSpan.Zero
            : Branch.StartOf(Branch.DayAt(System.GetUtcNow().AddHours(12))).AddHours(12) - System.GetUtcNow();

        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift + Ahead;
    }
}
