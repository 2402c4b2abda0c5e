using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Enquiries;

public sealed class EnquiryTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Somebody_who_is_no_customer_is_taken_in_sealed_answered_and_ended()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var id = await TakenInAsync(teller, "路人甲", "13800001111");

        await crm.As(teller).SendAsync(new AnswerEnquiry(id, await VersionAsync(id), "请携带身份证"));
        var seen = await SeenAsync(teller, id);
        Assert.Equal(("路人甲", "13800001111", "如何开户", teller.Name, false), (seen.Name, seen.Contact, seen.Subject, seen.Owner, seen.IsLate));
        Assert.Equal([EnquiryStepKind.TakenIn, EnquiryStepKind.Answered], seen.Steps.Select(s => s.Kind));
        Assert.Equal("请携带身份证", seen.Steps[1].Text);
        await crm.As(teller).SendAsync(new EndEnquiry(id, await VersionAsync(id), "已办理"));

        Assert.Equal("It has ended already.", (await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new AnswerEnquiry(id, await VersionAsync(id), "Again")))).Message);
        Assert.Contains((await ListAsync(teller, ended: true)).Items, e => e.Id == id);
        Assert.DoesNotContain((await ListAsync(teller)).Items, e => e.Id == id);
        var trail = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == id).Select(e => e.Changes ?? "").ToListAsync());
        Assert.NotEmpty(trail);
        Assert.DoesNotContain(trail, e => e.Contains("路人甲", StringComparison.Ordinal) || e.Contains("13800001111", StringComparison.Ordinal) || e.Contains("开户", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_they_are_is_seen_by_whoever_works_on_it_and_masked_for_others()
    {
        var branch = crm.NewBranch();
        var (teller, colleague, manager) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Manager));
        var id = await TakenInAsync(teller, "路人甲", "13800001111");
        Assert.Equal("路人甲", (await SeenAsync(colleague, id)).Name); // it lies with the branch: anyone may answer

        await crm.As(teller).SendAsync(new ClaimEnquiry(id, await VersionAsync(id)));

        var seen = await SeenAsync(colleague, id);
        Assert.Equal(("路**", false), (seen.Name, seen.MayWork));
        Assert.DoesNotContain("00011", seen.Contact, StringComparison.Ordinal);
        Assert.Equal("路**", (await ListAsync(colleague)).Items.Single(e => e.Id == id).Name);
        Assert.Equal("13800001111", (await SeenAsync(manager, id)).Contact);
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(colleague).SendAsync(new AnswerEnquiry(id, await VersionAsync(id), "Hello")));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new ClaimEnquiry(id, await VersionAsync(id))));
    }

    [Fact]
    public async Task Another_branch_finds_nothing_and_an_adviser_no_colleagues()
    {
        var branch = crm.NewBranch();
        var (teller, adviser, stranger) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Adviser), await crm.NewBranch().HasStaffAsync(TestCases.Manager));
        var id = await TakenInAsync(teller, "路人甲", "13800001111");
        Assert.NotNull(await SeenAsync(adviser, id));

        await crm.As(teller).SendAsync(new ClaimEnquiry(id, await VersionAsync(id)));

        await Assert.ThrowsAsync<NotFoundException>(() => SeenAsync(adviser, id));
        await Assert.ThrowsAsync<NotFoundException>(() => SeenAsync(stranger, id));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(stranger).SendAsync(new NoteOnEnquiry(id, await VersionAsync(id), "Mine")));
        Assert.DoesNotContain((await ListAsync(stranger)).Items, e => e.Id == id);
        await Assert.ThrowsAsync<RefusedException>(() => TakenInAsync(teller, "路人乙", "4111 1111 1111 1111"));
        await Assert.ThrowsAsync<ValidationException>(() => TakenInAsync(teller, "", "13800001111"));
    }

    [Fact]
    public async Task Who_becomes_a_customer_has_it_as_a_case_from_the_day_it_came_in()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var number = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());
        var id = await TakenInAsync(teller, "林女士", "13800001111", hoursAgo: 20, CaseKind.Complaint);
        await crm.As(teller).SendAsync(new AnswerEnquiry(id, await VersionAsync(id), "正在核实"));
        var strangers = await crm.NewBranch().HasCustomerAsync();
        var other = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == strangers).Select(c => c.Number).SingleAsync());
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new LinkEnquiry(id, await VersionAsync(id), Guid.CreateVersion7(), other)));

        var link = new LinkEnquiry(id, await VersionAsync(id), Guid.CreateVersion7(), number);
        await crm.As(teller).SendAsync(link);

        var opened = await crm.SeenAsync(teller, link.CaseId);
        Assert.Equal(("如何开户", "林晓燕", teller.Name, CaseKind.Complaint), (opened.Subject, opened.Customer, opened.Owner, opened.Kind));
        Assert.Equal((await SeenAsync(teller, id)).ReceivedAt, opened.ReceivedAt);
        Assert.NotNull(opened.Clocks.Single(c => c.Kind is CaseClockKind.FirstAnswer).StoppedAt);
        Assert.Contains(opened.Steps, s => s.Text == "正在核实");
        var enquiry = await SeenAsync(teller, id);
        Assert.Equal((opened.Number, link.CaseId), (enquiry.CaseNumber, enquiry.CaseId));
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.ObjectId == id && e.CustomerRef == customer)));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(link with { Version = await VersionAsync(id), CaseId = Guid.CreateVersion7() }));
    }

    [Fact]
    public async Task The_list_goes_on_where_the_page_ended()
    {
        var teller = await crm.NewBranch().HasStaffAsync(TestCases.Teller);
        for (var i = 0; i < 53; i++)
        {
            await TakenInAsync(teller, "路人甲", "13800001111");
        }

        var first = await ListAsync(teller);
        var second = await crm.As(teller).AskAsync<ListEnquiries, Page<EnquiryRow>>(new(After: first.Next));

        Assert.Equal((50, 3, 53), (first.Items.Count, second.Items.Count, first.Items.Concat(second.Items).Select(e => e.Id).Distinct().Count()));
    }

    private async Task<Guid> TakenInAsync(TestStaff by, string name, string contact, int hoursAgo = 0, CaseKind kind = CaseKind.Question)
    {
        var take = new TakeInEnquiry
        {
            Kind = kind,
            Channel = CaseChannel.Counter,
            ReceivedAt = Branch.At(TimeProvider.System.GetUtcNow().AddHours(-hoursAgo)).DateTime,
            Name = name,
            Contact = contact,
            Subject = "如何开户",
            Text = "需要带什么材料",
        };
        await crm.As(by).SendAsync(take);
        return take.Id;
    }

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.Enquiries.Where(e => e.Id == id).Select(e => e.Version).SingleAsync());

    private Task<EnquiryShown> SeenAsync(TestStaff by, Guid id) => crm.As(by).AskAsync<GetEnquiry, EnquiryShown>(new(id));

    private Task<Page<EnquiryRow>> ListAsync(TestStaff by, bool ended = false) => crm.As(by).AskAsync<ListEnquiries, Page<EnquiryRow>>(new(ended));
}
