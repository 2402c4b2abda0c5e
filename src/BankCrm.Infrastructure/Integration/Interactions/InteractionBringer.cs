using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Integration.Interactions;

/// <summary>
/// Brings in contacts that another system has recorded, some hundred in a transaction. The customer is whoever has the number, else whose complaint it was, else who
/// alone has the telephone; where that is nobody the row is counted and left out, not guessed. A row comes in once: its id is made of its source and content.
/// </summary>
public sealed class InteractionBringer(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int AtOnce = 250;

    /// <param name="source">The code of the other system.</param>
    /// <param name="country">In which telephones without a country are.</param>
    /// <param name="writer">In whose name they are written down.</param>
    public async Task<BroughtInteractions> BringAsync(IEnumerable<ToldInteraction> told, string source, string country, Guid writer, CancellationToken ct)
    {
        var (taken, known, by, refused) = (0, 0, new Dictionary<CustomerKnownBy, int>(), new List<RefusedInteraction>());
        foreach (var chunk in told.Chunk(AtOnce))
        {
            await using var work = scopes.CreateWork(CurrentUser.System("interaction import"));
            var db = work.ServiceProvider.GetRequiredService<CrmDb>();
            var (ciphers, index) = (work.ServiceProvider.GetRequiredService<CustomerCiphers>(), work.ServiceProvider.GetRequiredService<IBlindIndex>());
            await using var transaction = await db.BeginAsync(ct);
            var aims = await InteractionTargets.OfAsync(db, index, chunk, country, ct);
            var ids = Array.ConvertAll(chunk, row => IdOf(source, row.Key));
            var there = (await db.Interactions.Where(i => ids.Contains(i.Id)).Select(i => i.Id).ToListAsync(ct)).ToHashSet();
            foreach (var (row, place) in chunk.Select((row, place) => (row, place)))
            {
                var (how, customer, key) = aims[place];
                by[how] = by.GetValueOrDefault(how) + 1;
                if (customer is null)
                {
                    continue;
                }

                if (!there.Add(ids[place]))
                {
                    known++;
                    continue;
                }

                try
                {
                    db.Add(Brought(row, ids[place], customer, new(ciphers.Open(customer.Id, key!), index), writer, clock.GetUtcNow()));
                    taken++;
                }
                catch (RefusedException e)
                {
                    refused.Add(new(row.Line, e.Message));
                }
            }

            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return new(taken, known, by, refused);
    }

    private static Interaction Brought(ToldInteraction row, Guid id, Customer customer, CustomerSafe safe, Guid writer, DateTimeOffset now)
    {
        var today = Branch.DayAt(now);
        Refuse.If(NumbersInText.Has(row.Subject, today) || NumbersInText.Has(row.Text, today), "The text holds the number of an identity document or a card. Take it out: colleagues read it.");
        return Interaction.Log(
            id, customer, new(row.Kind, InteractionDirection.Incoming, row.At, row.Subject) { Minutes = row.Minutes, Text = row.Text, Outcome = row.Outcome, Mood = row.Mood },
            Audience.Everyone, writer, now, safe);
    }

    // Version 8 of RFC 9562: made of what it names.
    private static Guid IdOf(string source, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\u001f{key}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash.AsSpan(0, 16), bigEndian: true);
    }
}

/// <summary>Whose contacts they were.</summary>
internal static class InteractionTargets
{
    /// <returns>Of each row its customer with their wrapped key, or null and why.</returns>
    public static async Task<IReadOnlyList<(CustomerKnownBy How, Customer? Customer, byte[]? Key)>> OfAsync(
        CrmDb db, IBlindIndex index, IReadOnlyList<ToldInteraction> rows, string country, CancellationToken ct)
    {
        List<string> numbers = [.. rows.Select(r => r.Customer).Where(n => n.Length > 0).Distinct()];
        var byNumber = (await db.Customers.Where(c => numbers.Contains(c.Number) || numbers.Contains(c.ExternalRef!)).Select(c => new { c.Id, c.Number, c.ExternalRef }).ToListAsync(ct))
            .SelectMany(c => new[] { (Key: c.Number, c.Id), (Key: c.ExternalRef ?? "", c.Id) }).Distinct().ToLookup(c => c.Key, c => c.Id, StringComparer.Ordinal);
        List<string> complaints = [.. rows.Select(r => r.Complaint).Where(n => n.Length > 0).Distinct()];
        var byComplaint = (await db.ServiceCases.Where(c => complaints.Contains(c.Reference!)).Select(c => new { c.Reference, c.CustomerId }).ToListAsync(ct))
            .Distinct().ToLookup(c => c.Reference!, c => c.CustomerId, StringComparer.Ordinal);
        var lookups = rows.Select(r => r.Phone).Where(p => p.Length > 0).Distinct()
            .Where(p => ContactValue.Check(ContactKind.Mobile, p, country) is null)
            .ToDictionary(p => p, p => index.Of(ContactPoint.LookupColumn, ContactValue.Parse(ContactKind.Mobile, p, country).Key), StringComparer.Ordinal);
        List<byte[]> keys = [.. lookups.Values];
        var byPhone = (await db.ContactPoints.Where(p => keys.Contains(p.Lookup)).Select(p => new { p.Lookup, p.CustomerId }).ToListAsync(ct))
            .Select(p => (Key: Convert.ToHexString(p.Lookup), p.CustomerId)).Distinct().ToLookup(p => p.Key, p => p.CustomerId, StringComparer.Ordinal);

        List<(CustomerKnownBy How, Guid? Id)> aims = [.. rows.Select(AimOf)];
        var ids = aims.Select(a => a.Id).OfType<Guid>().Distinct().ToList();
        var found = await db.Customers.Where(c => ids.Contains(c.Id)).Join(db.CustomerKeys, c => c.Id, k => k.CustomerId, (c, k) => new { Customer = c, k.Wrapped }).ToDictionaryAsync(c => c.Customer.Id, ct);
        return [.. aims.Select(a => a.Id is { } id && found.TryGetValue(id, out var of) ? (a.How, of.Customer, of.Wrapped) : (a.Id is null ? a.How : CustomerKnownBy.Nobody, (Customer?)null, (byte[]?)null))];

        (CustomerKnownBy, Guid?) AimOf(ToldInteraction row)
        {
            var (number, complaint) = (Only(byNumber, row.Customer), Only(byComplaint, row.Complaint));
            if (number is not null || complaint is not null)
            {
                return number is not null && complaint is not null && number != complaint ? (CustomerKnownBy.Contradiction, null)
                    : number is not null ? (CustomerKnownBy.Number, number)
                    : (CustomerKnownBy.Complaint, complaint);
            }

            var phones = lookups.TryGetValue(row.Phone, out var lookup) ? byPhone[Convert.ToHexString(lookup)].ToList() : [];
            return phones switch { [] => (CustomerKnownBy.Nobody, null), [var one] => (CustomerKnownBy.Phone, one), _ => (CustomerKnownBy.Several, null) };
        }
    }

    // A number that two customers have says nothing.
    private static Guid? Only(ILookup<string, Guid> known, string key) => key.Length > 0 && known[key].Distinct().ToList() is [var one] ? one : null;
}
