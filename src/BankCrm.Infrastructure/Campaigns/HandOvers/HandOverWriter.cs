using System.Globalization;
using BankCrm.Application.Campaigns.HandOvers;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Application.Platform.Localisation;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Infrastructure.DataQuality.Export;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Campaigns.HandOvers;

/// <summary>Writes a file of letters or WeChat messages, some thousand at a time; never more of them are held in memory.</summary>
internal sealed class HandOverWriter(
    CrmDb db, CurrentUser user, IServiceScopeFactory scopes, IFileStore files, IColumnCipher cipher, ICustomerVault vault, CampaignWords words, CampaignLinks links, IWording wording, TimeProvider clock)
    : IHandOverWriter
{
    private const int AtOnce = 2000;

    public async Task<(HandedOverFile File, IReadOnlyDictionary<NotContacted, int> HeldBack)> WriteAsync(CampaignHandOver handOver, Campaign campaign, string worker, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var text = wording.In(handOver.Language);
        var product = campaign.Plan.ProductId is not { } offered ? null
            : await db.VersionsShownOn(Branch.DayAt(now)).Where(v => v.ProductId == offered).Select(v => v.Terms).SingleOrDefaultAsync(ct);
        var (id, rows, held) = (Guid.CreateVersion7(), 0, new SortedDictionary<NotContacted, int>());
        using var draft = files.Create(HandOverFile.Area, id);
        using (var table = new CsvTable(draft.Content))
        {
            table.Write(Headings(handOver.Channel, text));
            var taken = await HandOverSql.TakeAsync(db, handOver, Guid.Empty, now, AtOnce, ct);
            while (taken.Count > 0)
            {
                var outcomes = taken.Select(c => (c.Id, Reason: RefusalOf(c, campaign, handOver.Channel))).ToList();
                foreach (var (contact, reason) in taken.Zip(outcomes, (c, o) => (c, o.Reason)))
                {
                    if (reason is { } why)
                    {
                        held[why] = held.GetValueOrDefault(why) + 1;
                    }
                    else
                    {
                        table.Write(CellsOf(contact, campaign, handOver.Channel, product, now));
                        rows++;
                    }
                }

                await HandOverSql.KeepAsync(db, handOver.Id, outcomes, now, ct);
                await TellAsync(handOver.Id, worker, rows + held.Values.Sum());
                taken = rows >= ExportLimits.MostRows ? [] : await HandOverSql.TakeAsync(db, handOver, taken[^1].Id, now, AtOnce, ct);
            }

            var moment = now.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
            table.Finish(text["{0} customers.", rows] + " " + text["Exported by {0} on {1}, reference {2}. Confidential.", user.Name, moment, handOver.Reference]);
        }

        var stored = draft.Finish();
        return (new(id, cipher.Seal(CampaignHandOver.FileKeyColumn, id, stored.Key), rows, stored.Digest, stored.Size), held);
    }

    public Task GiveBackAsync(Guid handOver, DateTimeOffset now, CancellationToken ct) => HandOverSql.GiveBackAsync(db, handOver, now, ct);

    private static IReadOnlyList<string> Headings(CampaignChannel channel, IWords text) => channel is CampaignChannel.Letter
        ? [text["Name"], text["Address"], text["Code of the message"], text["Link"], text["Subject"], text["Text"]]
        : [text["Name"], text["WeChat"], text["Code of the message"], text["Link"], text["Text"]];

    private IReadOnlyList<string> CellsOf(ContactToHandOver contact, Campaign campaign, CampaignChannel channel, ProductTerms? product, DateTimeOffset now)
    {
        var text = TextFor(contact, campaign, channel)!;
        var name = product is null ? "" : text.Language is TextLanguage.English ? product.Name : product.ChineseName;
        var (subject, said) = words.Of(text, new(contact.Customer, contact.Branch, name, contact.Code), now);
        var safe = vault.Open(contact.CustomerId, contact.Key!);
        return channel is CampaignChannel.Letter
            ? [contact.Customer, PostalAddress.FromStored(safe.Open(Address.TextColumn, contact.AddressId!.Value, new Sealed(contact.Address!))).Unmasked, contact.Code, links.Of(contact.Code), subject, said]
            : [contact.Customer, safe.Open(ContactPoint.ValueColumn, contact.AddressId!.Value, new Sealed(contact.Address!)), contact.Code, links.Of(contact.Code), said];
    }

    private static NotContacted? RefusalOf(ContactToHandOver contact, Campaign campaign, CampaignChannel channel) =>
        contact.Gates.Refusal(contact.Key is null, contact.AddressId is not null, TextFor(contact, campaign, channel) is not null, contact.IsProtected);

    private static CampaignText? TextFor(ContactToHandOver contact, Campaign campaign, CampaignChannel channel) =>
        campaign.TextFor(new(channel, contact.Arm, CustomerMessageContent.LanguageOf(contact.Language)));

    // Whoever was overtaken leaves nothing behind: neither file nor marks.
    private async Task TellAsync(Guid handOver, string worker, int written)
    {
        if (!await scopes.AsSystemAsync(HandOverRunner.Job, system => HandOverSql.TellAsync(system, handOver, worker, written, CancellationToken.None)))
        {
            throw new ConflictException();
        }
    }
}
