using System.Data.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Registration;

/// <summary>A registration that takes more turns between program and database is felt at the counter.</summary>
public sealed class RegisterCustomerSpeedTests(RegisterCustomerSpeedTests.CountedCrm crm) : IClassFixture<RegisterCustomerSpeedTests.CountedCrm>
{
    private const int Most = 8;

    [Fact]
    public async Task Takes_few_statements()
    {
        var teller = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Change);
        var draft = new CustomerDraft
        {
            Name = "周 六",
            DocumentKind = IdentityDocumentKind.ResidentId,
            DocumentNumber = "11010519491231002X",
            Mobile = "13800138000",
            Email = "zhou@example.com",
            AgreesToMarketing = true,
            ConsentProof = "Form 1",
            Note = "New",
            Address = new("CN", "", "南京市", "", "中山路 1 号", "", ""),
        };
        await using var work = await crm.As(teller).OpenAsync();
        var register = work.ServiceProvider.GetRequiredService<BankCrm.Application.Common.ICommandHandler<RegisterCustomer>>();
        Counter.Statements = 0;

        await register.HandleAsync(new() { Draft = draft }, CancellationToken.None);

        Assert.InRange(Counter.Statements, 3, Most);
    }

    public sealed class CountedCrm : TestCrm
    {
        protected override void Configure(IServiceCollection services) => services.ConfigureDbContext<OneBranchDbContext>(options => options.AddInterceptors(new Counter()));
    }

    private sealed class Counter : DbCommandInterceptor
    {
        public static int Statements { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Statements++;
            return new(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Statements++;
            return new(result);
        }
    }
}
