using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Interactions;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Tasks.Interactions;

public sealed class InteractionTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateTime Today = Branch.At(TimeProvider.System.GetUtcNow()).DateTime;

    [Fact]
    public async Task What_was_logged_stands_on_the_page_in_the_timeline_and_in_the_list_and_is_on_record()
    {
        var (branch, customer, teller) = await DeskAsync();

        var id = await LogAsync(teller, customer, "Mortgage", kind: InteractionKind.Visit);

        var page = await crm.As(teller).AskAsync<GetContactsWith, ContactsWith>(new(customer));
        Assert.Equal((InteractionKind.Visit, "Mortgage"), (page.LastKind!.Value, Assert.Single(page.Newest).Subject));
        var entry = Assert.Single((await crm.As(teller).AskAsync<GetTimeline, CustomerTimeline>(new(customer, Topic: TimelineTopic.Contacts))).Page.Items);
        Assert.Equal(("Mortgage", teller.Name), (entry.Text, entry.Who));
        Assert.DoesNotContain(
            (await crm.As(teller).AskAsync<GetTimeline, CustomerTimeline>(new(customer, Topic: TimelineTopic.Record))).Page.Items, e => e.Sentence == "The record was changed");
        var row = Assert.Single((await crm.As(teller).AskAsync<ListInteractions, Page<InteractionRow>>(new())).Items);
        Assert.Equal((id, "Mortgage", customer), (row.Id, row.Subject, row.CustomerId));
        Assert.Empty((await crm.As(teller).AskAsync<ListInteractions, Page<InteractionRow>>(new(Kind: InteractionKind.Email))).Items);
        Assert.Contains(
            await crm.ReadAsync(db => db.AuditEntries.Where(e => e.CustomerRef == customer).ToListAsync()),
            e => e.Changes?.Contains($"Interaction/{id}/Kind", StringComparison.Ordinal) is true);
        Assert.Equal(branch.Id, (await crm.As(teller).AskAsync<GetInteraction, InteractionShown>(new(id))).BranchId);
    }

    [Fact]
    public async Task The_next_step_is_planned_with_what_was_logged_or_neither()
    {
        var branch = crm.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var planner = await branch.HasStaffAsync(CustomerPermissions.Read, InteractionPermissions.Log, TaskPermissions.Work);
        var other = await branch.HasStaffAsync(CustomerPermissions.Read, InteractionPermissions.Log);
        var call = new LogInteraction { CustomerId = customer, Said = Said("Mortgage", Today.AddMinutes(-5)), NextSubject = "Send the offer in 3 days" };

        await crm.As(planner).SendAsync(call);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(other).SendAsync(call with { Id = Guid.CreateVersion7() }));
        await Assert.ThrowsAsync<ValidationException>(() => crm.As(planner).SendAsync(call with { Id = Guid.CreateVersion7(), NextSubject = "Send the offer" }));

        var next = Assert.Single(await crm.ReadAsync(db => db.FollowUps.Where(f => f.CustomerId == customer).ToListAsync()));
        Assert.Equal(("Send the offer", planner.Id), (next.Subject, next.OwnerId));
        Assert.Equal(1, await crm.ReadAsync(db => db.Interactions.CountAsync(i => i.CustomerId == customer)));
    }

    [Fact]
    public async Task The_last_contact_follows_whatever_becomes_of_interactions()
    {
        var (_, customer, teller) = await DeskAsync();
        await LogAsync(teller, customer, "First", Today.AddDays(-9));
        var second = await LogAsync(teller, customer, "Second", Today.AddDays(-2));
        await LogAsync(teller, customer, "Private", Today.AddDays(-1), audience: Audience.Author);
        await IsLastAsync(customer, Today.AddDays(-2));

        var shown = await crm.As(teller).AskAsync<GetInteraction, InteractionShown>(new(second));
        await crm.As(teller).SendAsync(new EditInteraction { Id = second, Version = shown.Version, Said = Said("Second", Today.AddDays(-5)) });
        await IsLastAsync(customer, Today.AddDays(-5));

        shown = await crm.As(teller).AskAsync<GetInteraction, InteractionShown>(new(second));
        await crm.As(teller).SendAsync(new WithdrawInteraction(second, shown.Version, "Another customer"));
        await IsLastAsync(customer, Today.AddDays(-9));
    }

    [Fact]
    public async Task It_is_read_by_those_only_for_whom_it_was_written()
    {
        var (branch, customer, author) = await DeskAsync();
        var colleague = await branch.HasStaffAsync(InteractionPermissions.Read, CustomerPermissions.Read);
        var auditor = await crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, InteractionPermissions.Read, CustomerPermissions.Read);
        foreach (var audience in new[] { Audience.Everyone, Audience.Branch, Audience.Author })
        {
            var id = await LogAsync(author, customer, $"For {audience}", audience: audience);
            await crm.As(author).SendAsync(new CorrectInteraction { InteractionId = id, Text = $"More for {audience}" });
        }

        Assert.Equal(["For Author", "For Branch", "For Everyone"], await SubjectsAsync(author));
        Assert.Equal(["For Branch", "For Everyone"], await SubjectsAsync(colleague));
        Assert.Equal(["For Everyone"], await SubjectsAsync(auditor));

        async Task<IEnumerable<string?>> SubjectsAsync(TestStaff reader) =>
            (await crm.As(reader).AskAsync<GetContactsWith, ContactsWith>(new(customer))).Newest.Select(c => c.Subject).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Colleagues_correct_but_neither_change_nor_withdraw_without_the_right()
    {
        var (branch, customer, author) = await DeskAsync();
        var colleague = await branch.HasStaffAsync(InteractionPermissions.Log, InteractionPermissions.Read);
        var manager = await branch.HasStaffAsync(InteractionPermissions.Withdraw, InteractionPermissions.Read);
        var id = await LogAsync(author, customer, "Mortgage");
        var version = (await crm.As(author).AskAsync<GetInteraction, InteractionShown>(new(id))).Version;

        var edit = await Assert.ThrowsAsync<RefusedException>(() => crm.As(colleague).SendAsync(new EditInteraction { Id = id, Version = version, Said = Said("Other") }));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(colleague).SendAsync(new WithdrawInteraction(id, version, "Mine")));
        await crm.As(colleague).SendAsync(new CorrectInteraction { InteractionId = id, Text = "It was his wife" });

        Assert.StartsWith("Only who wrote it", edit.Message, StringComparison.Ordinal);
        var shown = await crm.As(manager).AskAsync<GetInteraction, InteractionShown>(new(id));
        Assert.Equal(("It was his wife", true, false), (Assert.Single(shown.Corrections).Text, shown.MayWithdraw, shown.MayEdit));
        await crm.As(manager).SendAsync(new WithdrawInteraction(id, shown.Version, "Twice"));
        Assert.Equal("Twice", (await crm.As(author).AskAsync<GetInteraction, InteractionShown>(new(id))).Withdrawal!.Reason);
    }

    [Fact]
    public async Task Another_branch_finds_nothing_and_a_stale_form_is_told()
    {
        var (_, customer, author) = await DeskAsync();
        var (_, _, stranger) = await DeskAsync();
        var id = await LogAsync(author, customer, "Mortgage");
        var version = (await crm.As(author).AskAsync<GetInteraction, InteractionShown>(new(id))).Version;
        await crm.As(author).SendAsync(new EditInteraction { Id = id, Version = version, Said = Said("Savings") });

        await Assert.ThrowsAsync<ConflictException>(() => crm.As(author).SendAsync(new EditInteraction { Id = id, Version = version, Said = Said("Cards") }));
        await Assert.ThrowsAsync<NotFoundException>(() => LogAsync(stranger, customer, "Theirs"));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).AskAsync<GetInteraction, InteractionShown>(new(id)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(new CorrectInteraction { InteractionId = id, Text = "x" }));
        Assert.Empty((await crm.As(stranger).AskAsync<ListInteractions, Page<InteractionRow>>(new())).Items);
        Assert.Null((await crm.As(stranger).AskAsync<GetContactsWith, ContactsWith>(new(customer))).LastAt);
    }

    [Fact]
    public async Task A_form_without_a_subject_and_a_number_in_the_text_are_refused()
    {
        var (_, customer, teller) = await DeskAsync();

        var invalid = await Assert.ThrowsAsync<ValidationException>(() => LogAsync(teller, customer, ""));
        var number = await Assert.ThrowsAsync<RefusedException>(() => LogAsync(teller, customer, "Card 6222021234567894 lost"));

        Assert.Equal("Said.Subject", Assert.Single(invalid.Errors).PropertyName);
        Assert.Equal(LogInteraction.HoldsNumber, number.Message);
    }

    private static InteractionInput Said(string subject, DateTime? at = null, InteractionKind kind = InteractionKind.Phone) =>
        new() { Kind = kind, At = at ?? Today.AddMinutes(-5), Subject = subject };

    private async Task<(TestBranch Branch, Guid Customer, TestStaff Teller)> DeskAsync()
    {
        var branch = crm.NewBranch();
        return (branch, await branch.HasCustomerAsync(), await branch.HasStaffAsync(InteractionPermissions.Log, InteractionPermissions.Read, CustomerPermissions.Read));
    }

    private async Task<Guid> LogAsync(
        TestStaff staff, Guid customer, string subject, DateTime? at = null, InteractionKind kind = InteractionKind.Phone, Audience audience = Audience.Everyone)
    {
        var command = new LogInteraction { CustomerId = customer, Audience = audience, Said = Said(subject, at, kind) };
        await crm.As(staff).SendAsync(command);
        return command.Id;
    }

    private async Task IsLastAsync(Guid customer, DateTime at)
    {
        var last = await crm.ReadAsync(db => db.LastContacts.SingleAsync(l => l.CustomerId == customer));
        Assert.Equal(at, Branch.At(last.At).DateTime, TimeSpan.FromSeconds(1));
    }
}
