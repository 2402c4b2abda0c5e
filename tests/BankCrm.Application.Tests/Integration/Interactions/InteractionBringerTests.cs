using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Tasks.Interactions;
using BankCrm.Infrastructure.Integration.Cases;
using BankCrm.Infrastructure.Integration.Interactions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Integration.Interactions;

public sealed class InteractionBringerTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private const string Header = "Date received,Complaint ID,rand client,phonefinal,vru+line,call_id,priority,type,outcome,server,ser_start,ser_exit,ser_time";

    [Fact]
    public async Task Calls_come_in_once_for_the_customer_who_is_known_by_number_complaint_or_telephone()
    {
        var branch = crm.NewBranch();
        var writer = await branch.HasStaffAsync(TestCases.Teller);
        var (byNumber, byComplaint, byPhone) = (
            await branch.HasCustomerAsync(), await branch.HasCustomerAsync(new() { Name = "Complaint" }), await branch.HasCustomerAsync(new() { Name = "Phone", Mobile = "13900007731" }));
        var complaint = $"CR{Guid.NewGuid():n}"[..12];
        await crm.Services.GetRequiredService<CaseBringer>().BringAsync(
            CaseFileReader.Read(new StringReader($"Date received,Issue,Complaint ID,client_id\n2017-03-01,Fees,{complaint},{await NumberAsync(byComplaint)}\n"), []), "OLDCRM", CancellationToken.None);
        var file =
            $"""
            {Header}
            2017-03-27,,{await NumberAsync(byNumber)},977-806-9726,AA0103,34536,0,NW,AGENT,MICHAL,13:34:11,13:40:23,00:06:12
            2017-03-28,{complaint},,,AA0205,34537,0,PS,HANG,NO_SERVER,10:58:22,10:58:26,00:00:04
            2017-03-29,,,139-0000-7731,AA0205,34538,0,PS,AGENT,TOVA,09:00:00,09:01:00,00:01:00
            2017-03-30,,,139-0000-0000,AA0205,34539,0,PS,AGENT,TOVA,09:00:00,09:01:00,00:01:00
            2017-02-30,,,,AA0205,34540,0,PS,AGENT,TOVA,09:00:00,09:01:00,00:01:00
            """;

        var (first, unread) = await BringAsync(file, "CALLS", writer);
        var (second, _) = await BringAsync(file, "CALLS", writer);

        Assert.Equal((3, 0, 1, 0), (first.In, first.Known, first.NotKnown, first.Refused.Count));
        Assert.Equal((0, 3, 1), (second.In, second.Known, second.NotKnown));
        Assert.Equal([(CustomerKnownBy.Number, 1), (CustomerKnownBy.Complaint, 1), (CustomerKnownBy.Phone, 1), (CustomerKnownBy.Nobody, 1)], first.By.OrderBy(b => b.Key).Select(b => (b.Key, b.Value)));
        Assert.Equal((6, "'2017-02-30' is no day."), (Assert.Single(unread).Line, unread[0].Why));
        var call = await crm.ReadAsync(db => db.Interactions.SingleAsync(i => i.CustomerId == byNumber));
        Assert.Equal(
            (InteractionKind.Phone, InteractionDirection.Incoming, new DateTimeOffset(2017, 3, 27, 5, 34, 11, TimeSpan.Zero), 7, writer.Id, branch.Id),
            (call.Kind, call.Direction, call.At, call.Minutes, call.WrittenBy, call.BranchId));
        Assert.Equal(InteractionOutcome.NotReached, await crm.ReadAsync(db => db.Interactions.Where(i => i.CustomerId == byComplaint).Select(i => i.Outcome).SingleAsync()));
        Assert.True(await crm.ReadAsync(db => db.Interactions.AnyAsync(i => i.CustomerId == byPhone)));
        Assert.Equal(new DateTimeOffset(2017, 3, 27, 5, 34, 11, TimeSpan.Zero), await crm.ReadAsync(db => db.LastContacts.Where(c => c.CustomerId == byNumber).Select(c => c.At).SingleAsync()));
    }

    [Fact]
    public async Task A_row_that_stands_twice_is_two_and_one_of_another_source_is_another()
    {
        var branch = crm.NewBranch();
        var (writer, customer) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasCustomerAsync());
        var row = $"2017-03-27,,{await NumberAsync(customer)},,AA0103,,,,,,,,";

        Assert.Equal(2, (await BringAsync($"{Header}\n{row}\n{row}\n", "CALLS", writer)).Brought.In);
        Assert.Equal((0, 2), ((await BringAsync($"{Header}\n{row}\n{row}\n", "CALLS", writer)).Brought.In, (await BringAsync($"{Header}\n{row}\n{row}\n", "CALLS", writer)).Brought.Known));
        Assert.Equal(1, (await BringAsync($"{Header}\n{row}\n", "OTHER", writer)).Brought.In);

        Assert.Equal(3, await crm.ReadAsync(db => db.Interactions.CountAsync(i => i.CustomerId == customer)));
    }

    [Fact]
    public async Task Whose_customer_is_doubtful_is_left_out_and_a_number_of_a_card_is_refused()
    {
        var branch = crm.NewBranch();
        var writer = await branch.HasStaffAsync(TestCases.Teller);
        var (one, other) = (await branch.HasCustomerAsync(new() { Name = "One", Mobile = "13900007742" }), await branch.HasCustomerAsync(new() { Name = "Two", Mobile = "13900007742" }));
        var complaint = $"CR{Guid.NewGuid():n}"[..12];
        await crm.Services.GetRequiredService<CaseBringer>().BringAsync(
            CaseFileReader.Read(new StringReader($"Date received,Issue,Complaint ID,client_id\n2017-03-01,Fees,{complaint},{await NumberAsync(one)}\n"), []), "OLDCRM", CancellationToken.None);
        var file =
            $"""
            Date,Stars,Reviews,client id,complaint id,phone
            2017-10-04,5,Great job,,,13900007742
            2017-10-05,1,Bad job,{await NumberAsync(other)},{complaint},
            2017-10-06,2,"My card 4111 1111 1111 1111
            did not work",{await NumberAsync(other)},,
            2017-10-07,1,"Slow, and rude",{await NumberAsync(other)},,
            2017-10-08,3,Whoever,,,
            """;

        var (brought, _) = await BringAsync(file, "REVIEWS", writer, InteractionKind.Chat);

        Assert.Equal((1, 3, 1), (brought.In, brought.NotKnown, brought.Refused.Count));
        Assert.Equal((1, 1, 1), (brought.By[CustomerKnownBy.Several], brought.By[CustomerKnownBy.Contradiction], brought.By[CustomerKnownBy.Nobody]));
        Assert.StartsWith("The text holds the number", brought.Refused[0].Why, StringComparison.Ordinal);
        var review = await crm.ReadAsync(db => db.Interactions.SingleAsync(i => i.CustomerId == other));
        Assert.Equal((InteractionKind.Chat, InteractionMood.Displeased), (review.Kind, review.Mood));
    }

    [Fact]
    public void A_file_without_its_columns_is_no_list_of_contacts() => Assert.StartsWith(
        "No column is called", Assert.Throws<FormatException>(() => InteractionFileReader.Read(new StringReader("a,b\n1,2"), InteractionKind.Phone, []).ToList()).Message, StringComparison.Ordinal);

    private Task<string> NumberAsync(Guid customer) => crm.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());

    private async Task<(BroughtInteractions Brought, List<RefusedInteraction> Unread)> BringAsync(string file, string source, TestStaff writer, InteractionKind kind = InteractionKind.Phone)
    {
        var unread = new List<RefusedInteraction>();
        return (await crm.Services.GetRequiredService<InteractionBringer>().BringAsync(
            InteractionFileReader.Read(new StringReader(file), kind, unread), source, "CN", writer.Id, CancellationToken.None), unread);
    }
}
