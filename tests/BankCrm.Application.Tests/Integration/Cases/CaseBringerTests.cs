using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Cases.ServiceLevels;
using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Infrastructure.Integration.Cases;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Integration.Cases;

public sealed class CaseBringerTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Settled_complaints_come_in_once_with_the_other_system_s_word_and_what_is_wrong_is_named()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(TestCases.Manager);
        var customer = await branch.HasCustomerAsync();
        var number = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());
        var file =
            $"""
            Date received,Product,Issue,Submitted via,Date sent to company,Company response to consumer,Timely response?,Complaint ID,client_id
            03-07-2014,Bank account,"Fees, ""hidden"" ones",Phone,09-07-2014,Closed with relief,Yes,CR1,{number}
            2015-02-01,Cash machine,,Web,2015-02-01,,No,CR2,{number}
            2015-02-30,Loan,Late,Web,2015-02-03,,Yes,CR3,{number}
            2015-03-01,Loan,Late,Fax,2015-03-03,,Yes,CR4,nobody
            """;

        var (first, unread) = await BringAsync(file);
        var (second, _) = await BringAsync(file);

        Assert.Equal((2, 0, 1), (first.In, first.Known, first.Refused.Count));
        Assert.Equal((0, 2), (second.In, second.Known));
        Assert.Equal((4, "CR3"), (Assert.Single(unread).Line, unread[0].Reference));
        Assert.Equal("No customer has the number nobody.", first.Refused[0].Why);
        var rows = await crm.ListAsync(manager, CaseView.Ended);
        Assert.Equal(["Cash machine", "Fees, \"hidden\" ones"], rows.Select(r => r.Subject));
        var seen = await crm.SeenAsync(manager, rows[1].Id);
        Assert.Equal((CaseChannel.Phone, true, "Closed with relief"), (seen.Channel, seen.ToldInTime, seen.Steps[^1].Text));
        var report = await crm.As(manager).AskAsync<GetCaseReport, CaseReport>(new(new(2014, 1, 1), new(2016, 1, 1), branch.Id));
        Assert.Equal((new ToldInTime(2, 1), 2), (report.Told, report.Received));
        Assert.Empty(await crm.ListAsync(manager, CaseView.ToReview));
    }

    [Fact]
    public void A_file_without_its_columns_is_no_list_of_cases() =>
        Assert.StartsWith("No column is called", Assert.Throws<FormatException>(() => CaseFileReader.Read(new StringReader("a,b\n1,2"), []).ToList()).Message, StringComparison.Ordinal);

    private async Task<(BroughtCases Brought, List<RefusedCase> Unread)> BringAsync(string file)
    {
        var unread = new List<RefusedCase>();
        return (await crm.Services.GetRequiredService<CaseBringer>().BringAsync(CaseFileReader.Read(new StringReader(file), unread), "OLDCRM", CancellationToken.None), unread);
    }
}
