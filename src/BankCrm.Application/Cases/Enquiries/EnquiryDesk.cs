using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Enquiries;

/// <summary>What the commands and queries about enquiries share.</summary>
internal static class EnquiryDesk
{
    /// <summary>Who does not see all of the branch sees their own, what they took in, and what lies with the branch.</summary>
    public static IQueryable<Enquiry> EnquiriesSeenBy(this CrmDb db, CurrentUser user)
    {
        var me = user.StaffId;
        return user.May(CasePermissions.ReadAll) ? db.Enquiries : db.Enquiries.Where(e => e.OwnerId == null || e.OwnerId == me || e.TakenBy == me);
    }

    extension(CurrentUser user)
    {
        /// <summary>Who may work on it has to reach them, and sees who they are.</summary>
        public bool MayWorkOn(Guid? ownerId) => user.May(CasePermissions.Direct) || (user.May(CasePermissions.Work) && (ownerId is null || ownerId == user.StaffId));
    }

    /// <summary>One that this colleague may work on.</summary>
    /// <param name="texts">What the command would write: without numbers of documents and cards.</param>
    /// <exception cref="NotFoundException">There is none, or they do not see it.</exception>
    /// <exception cref="ForbiddenException">It is a colleague's.</exception>
    public static async Task<Enquiry> EnquiryForWorkAsync(this CrmDb db, Guid id, uint version, CurrentUser user, DateTimeOffset now, CancellationToken ct, params string[] texts)
    {
        FollowUpFile.RefuseNumbers(now, texts);
        if (!await db.EnquiriesSeenBy(user).AnyAsync(e => e.Id == id, ct))
        {
            throw new NotFoundException();
        }

        var found = await db.ForChangeAsync<Enquiry>(id, version, ct);
        return user.MayWorkOn(found.OwnerId) ? found : throw new ForbiddenException(CasePermissions.Direct);
    }

    extension(IColumnCipher cipher)
    {
        public CaseWords EnquiryWords(string text, DateTimeOffset now)
        {
            var id = Guid.CreateVersion7(now);
            return new(id, cipher.Seal(EnquiryStep.TextColumn, id, text.Trim()));
        }

        public Outsider Outsider(Guid enquiryId, string name, string contact) =>
            new(cipher.Seal(Enquiry.NameColumn, enquiryId, name.Trim()), cipher.Seal(Enquiry.ContactColumn, enquiryId, contact.Trim()));
    }

    /// <summary>The first letter and nothing else.</summary>
    public static string MaskedName(string name) => name.EnumerateRunes().First() + "**";

    /// <summary>The beginning and the end of a telephone or an address.</summary>
    public static string MaskedContact(string contact) => contact.Length < 8 ? "****" : Mask.Middle(contact, 3, 2);
}
