using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Cases.ServiceCases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Integration.Cases;

/// <summary>Brings in cases that another system has settled, some hundred in a transaction. What has come in before is left as it is.</summary>
public sealed class CaseBringer(IServiceScopeFactory scopes)
{
    private const int AtOnce = 250;

    /// <param name="source">The code of the other system.</param>
    public async Task<BroughtCases> BringAsync(IEnumerable<ToldCase> told, string source, CancellationToken ct)
    {
        var (taken, known, refused) = (0, 0, new List<RefusedCase>());
        foreach (var chunk in told.Chunk(AtOnce))
        {
            await using var work = scopes.CreateWork(CurrentUser.System("case import"));
            var some = await BringSomeAsync(work.ServiceProvider, chunk, source, refused, ct);
            (taken, known) = (taken + some.In, known + some.Known);
        }

        return new(taken, known, refused);
    }

    private static async Task<(int In, int Known)> BringSomeAsync(IServiceProvider services, ToldCase[] chunk, string source, List<RefusedCase> refused, CancellationToken ct)
    {
        var db = services.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        List<string> references = [.. chunk.Select(c => c.Reference)];
        var there = (await db.ServiceCases.Where(c => c.Source == source && references.Contains(c.Reference!)).Select(c => c.Reference!).ToListAsync(ct)).ToHashSet();
        List<string> numbers = [.. chunk.Select(c => c.Customer).Distinct()];
        var customers = (await db.Customers.Where(c => numbers.Contains(c.ExternalRef!) || numbers.Contains(c.Number)).ToListAsync(ct))
            .SelectMany(c => new[] { (Key: c.ExternalRef, Customer: c), (Key: (string?)c.Number, Customer: c) }).Where(c => c.Key is not null).ToLookup(c => c.Key!, c => c.Customer);
        var ids = chunk.SelectMany(c => customers[c.Customer]).Select(c => c.Id).Distinct().ToList();
        var keys = await db.CustomerKeys.Where(k => ids.Contains(k.CustomerId)).ToDictionaryAsync(k => k.CustomerId, k => k.Wrapped, ct);
        var topics = (await db.CaseTopics.Where(t => t.Tree == TopicTree.Category && t.RetiredAt == null).Select(t => new { t.Id, t.Name, t.ChineseName }).ToListAsync(ct))
            .SelectMany(t => new[] { (t.Name, t.Id), (Name: t.ChineseName, t.Id) }).ToLookup(t => t.Name, t => t.Id, StringComparer.OrdinalIgnoreCase);
        var free = await CaseNumbers.TakeAsync(db, chunk.Length, ct);
        var (taken, known) = (0, 0);
        foreach (var row in chunk)
        {
            if (!there.Add(row.Reference))
            {
                known++;
                continue;
            }

            if (customers[row.Customer].DistinctBy(c => c.Id).ToList() is not [var customer] || !keys.TryGetValue(customer.Id, out var key))
            {
                refused.Add(new(row.Line, row.Reference, $"No customer has the number {row.Customer}."));
                continue;
            }

            try
            {
                var safe = new CustomerSafe(services.GetRequiredService<CustomerCiphers>().Open(customer.Id, key), services.GetRequiredService<IBlindIndex>());
                db.Add(Brought(row, source, customer, free[taken], topics[row.Topic].Select(id => (Guid?)id).FirstOrDefault(), safe));
                taken++;
            }
            catch (RefusedException e)
            {
                refused.Add(new(row.Line, row.Reference, e.Message));
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (taken, known);
    }

    private static ServiceCase Brought(ToldCase row, string source, Customer customer, long number, Guid? category, CustomerSafe safe)
    {
        var (received, settled) = (Start(row.Received), Start(row.Settled ?? row.Received));
        var id = Guid.CreateVersion7(received);
        return ServiceCase.Bring(
            new(new(id, number, row.Channel, received), source, row.Reference, settled < received ? received : settled, row.InTime), customer,
            new(CaseKind.Complaint, CasePriority.Normal, category, null), safe.Seal(ServiceCase.SubjectColumn, id, row.Subject.Length > 0 ? row.Subject : row.Reference),
            CaseFile.Words(row.Text.Length > 0 ? row.Text : row.Reference, safe, received), row.Answer.Length > 0 ? CaseFile.Words(row.Answer, safe, settled) : null);
    }

    private static DateTimeOffset Start(DateOnly day) => Branch.StartOf(day).ToUniversalTime();
}
