using System.Text;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.DataQuality.Import;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BankCrm.Application.Tests.DataQuality.Import;

/// <summary>Branch managers, the files they bring, and somebody to work them off.</summary>
public abstract class ImportTests(TestCrm crm) : IClassFixture<TestCrm>
{
    protected const string Header = "customer_id,name,document_kind,document_number,birth_date,mobile\n";

    protected TestCrm Crm => crm;

    protected async Task<(TestStaff, string Code)> ManagerAsync()
    {
        var branch = Crm.NewBranch();
        var manager = await branch.HasStaffAsync(CustomerPermissions.Import, CustomerPermissions.Read);
        return (manager, (await branch.SaveAsync()).Code);
    }

    protected async Task<Guid> UploadAsync(TestStaff staff, byte[] content, ImportEncoding? encoding = null)
    {
        var id = Guid.CreateVersion7();
        await Crm.As(staff).SendAsync(new UploadImport(id, "list.csv", new MemoryStream(content), encoding));
        return id;
    }

    protected async Task<Guid> MappedAsync(TestStaff staff, string file)
    {
        var id = await UploadAsync(staff, Encoding.UTF8.GetBytes(file));
        var shown = await Crm.As(staff).AskAsync<GetImport, ImportShown>(new(id));
        await Crm.As(staff).SendAsync(new MapImport(id, shown.Mapping));
        return id;
    }

    protected async Task<Guid> ImportAsync(TestStaff staff, string file)
    {
        var id = await MappedAsync(staff, file);
        await Crm.As(staff).SendAsync(new StartImport(id, Unchecked: true));
        Assert.True(await RunnerOf("test").RunNextAsync(id, default));
        return id;
    }

    private protected ImportRunner RunnerOf(string worker)
    {
        var runner = ActivatorUtilities.CreateInstance<ImportRunner>(Crm.Services);
        runner.Worker = worker;
        return runner;
    }

    protected Task<int> ImportedAsync(Guid id) => Crm.ReadAsync(db => db.ImportProgress.Where(p => p.RunId == id).Select(p => p.Imported).SingleAsync());

    protected async Task ExecuteAsync(string sql, Guid id)
    {
        await using var owner = NpgsqlDataSource.Create(Crm.Database.OwnerConnectionString);
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var scope = new NpgsqlCommand("select set_config('crm.scope', 'all', true)", connection, transaction))
        {
            await scope.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection, transaction);
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    protected static class People
    {
        public static string Row(int number) =>
            $"ext{number},Ann {Letters(number)},Passport,E{number:00000000},{new DateOnly(1950, 1, 1).AddDays(number % 20_000):yyyy-MM-dd},\n";

        private static string Letters(int number) => number < 26 ? $"{(char)('a' + number)}" : Letters(number / 26) + (char)('a' + (number % 26));
    }
}
