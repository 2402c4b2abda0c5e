using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Tasks;

/// <summary>Documents of a follow-up and of an interaction: seen by whoever sees those, added by whoever may write there.</summary>
public sealed class KeptDocumentTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Teller = [TaskPermissions.Work, CustomerPermissions.Read, InteractionPermissions.Log, InteractionPermissions.Read];

    [Fact]
    public async Task A_document_is_kept_with_a_follow_up_about_a_customer_and_a_colleague_s_stays_hidden()
    {
        var branch = crm.NewBranch();
        var (teller, colleague, away) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller), await crm.NewBranch().HasStaffAsync(Teller));
        var customer = await branch.HasCustomerAsync();
        var plan = new PlanFollowUp { CustomerId = customer, Subject = "Call", Due = "tomorrow" };
        await crm.As(teller).SendAsync(plan);

        await AddAsync(teller, "tasks", plan.Id);

        Assert.Equal("contract", Assert.Single((await ListAsync(teller, "tasks", plan.Id)).Documents).Title);
        await Assert.ThrowsAsync<NotFoundException>(() => ListAsync(colleague, "tasks", plan.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => AddAsync(away, "tasks", plan.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => ListAsync(teller, "interactions", plan.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => ListAsync(teller, "nowhere", plan.Id));
        Assert.Empty((await crm.As(teller).AskAsync<ListAttachments, AttachmentList>(new(customer))).Documents);
        Assert.Contains(
            await crm.ReadAsync(db => db.AuditEntries.Where(e => e.CustomerRef == customer).ToListAsync()), e => e.Changes?.Contains("Attachment/", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task A_follow_up_about_nobody_keeps_none()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var plan = new PlanFollowUp { Subject = "Count the cash", Due = "tomorrow" };
        await crm.As(teller).SendAsync(plan);

        await Assert.ThrowsAsync<NotFoundException>(() => AddAsync(teller, "tasks", plan.Id));
    }

    [Fact]
    public async Task With_an_interaction_whoever_logs_may_add_until_it_is_withdrawn_and_a_reader_only_looks()
    {
        var branch = crm.NewBranch();
        var (teller, reader) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(CustomerPermissions.Read, InteractionPermissions.Read));
        var log = new LogInteraction
        {
            CustomerId = await branch.HasCustomerAsync(),
            Said = new() { Subject = "Came by", At = Branch.At(TimeProvider.System.GetUtcNow().AddMinutes(-1)).DateTime },
        };
        await crm.As(teller).SendAsync(log);
        await AddAsync(teller, "interactions", log.Id);

        Assert.False((await ListAsync(reader, "interactions", log.Id)).MayChange);
        await Assert.ThrowsAsync<ForbiddenException>(() => AddAsync(reader, "interactions", log.Id));
        var version = await crm.ReadAsync(db => db.Interactions.Where(i => i.Id == log.Id).Select(i => i.Version).SingleAsync());
        await crm.As(teller).SendAsync(new WithdrawInteraction(log.Id, version, "Another customer's"));
        await Assert.ThrowsAsync<ForbiddenException>(() => AddAsync(teller, "interactions", log.Id));
        Assert.Single((await ListAsync(teller, "interactions", log.Id)).Documents);
    }

    private async Task AddAsync(TestStaff by, string place, Guid record) => await crm.As(by).SendAsync(new AddKeptDocument
    {
        Place = place,
        RecordId = record,
        FileName = "contract.txt",
        Content = new MemoryStream(Encoding.UTF8.GetBytes("Signed")),
    });

    private Task<AttachmentList> ListAsync(TestStaff by, string place, Guid record) => crm.As(by).AskAsync<ListKeptDocuments, AttachmentList>(new(place, record));
}
