using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Tests.Customers.Messaging;
using BankCrm.Application.Tests.Integration.Email;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Infrastructure.Integration.Email;
using BankCrm.Infrastructure.Integration.Email.Incoming;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Cases.Mails;

/// <summary>A bank whose mailbox is read.</summary>
public sealed class MailCrm : MessagingCrm
{
    private static int people;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        .. base.Settings, new("BankCrm:Email:Incoming:Host", "localhost"), new("BankCrm:Email:Incoming:User", TestMailbox.User), new("BankCrm:Email:Incoming:Password", TestMailbox.Password),
        new("BankCrm:Email:Incoming:Tls", "false"),
    ];

    public static string NewAddress() => $"m{Interlocked.Increment(ref people)}.{Guid.NewGuid():n}@customer.example";

    /// <summary>Lets the mailbox be read.</summary>
    /// <param name="branch">For senders whom the bank does not know. Null: a new one.</param>
    public async Task<Guid> StartAsync(TestBranch? branch = null, bool confirms = false, int most = 200, string trusted = "")
    {
        var (its, by) = ((await (branch ?? NewBranch()).SaveAsync()).Id, Guid.NewGuid());
        await HasChangedAsync<MailRules>(await ReadAsync(db => db.MailRules.Select(r => r.Id).SingleAsync()), rules =>
        {
            rules.Change(its, confirms, most, trusted);
            if (!rules.IsOn)
            {
                rules.Start(by, Now);
            }
        });
        return its;
    }

    /// <summary>As another instance of the program would.</summary>
    public Task<bool> ReadMailsAsync(TestMailbox box) => ReadMailsAsync(box.Port);

    public Task<bool> ReadMailsAsync(int port) => ActivatorUtilities.CreateInstance<IncomingMailReader>(Services, new EmailOptions
    {
        From = "service@bank.example",
        Incoming = new() { Host = "localhost", Port = port, Tls = false, User = TestMailbox.User, Password = TestMailbox.Password, SecondsToAnswer = 60 },
    }).RunNextAsync(CancellationToken.None);

    /// <summary>Reads one mail, and says what was done with it.</summary>
    public async Task<IncomingMail> ReadAsync(string mail)
    {
        using var box = new TestMailbox();
        box.Put(mail);
        await ReadMailsAsync(box);
        Assert.Equal(0, box.Count);
        return await LastAsync();
    }

    public Task<IncomingMail> LastAsync() => ReadAsync(db => db.IncomingMails.OrderByDescending(m => m.Id).FirstAsync());

    public Task<Guid> HasWriterAsync(TestBranch branch, string address) => branch.HasCustomerAsync(new CustomerDraft { Name = "李娜", Email = address }, Now);

    public Task<ServiceCase> CaseAsync(Guid id) => ReadAsync(db => db.ServiceCases.AsSplitQuery().Include(c => c.Steps).SingleAsync(c => c.Id == id));
}
