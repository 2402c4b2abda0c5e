using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class CampaignAttachments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "text_id",
                table: "campaign_tests",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "campaign_attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    file_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    is_scanned = table.Column<bool>(type: "boolean", nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_campaign_attachments_campaign_texts_text_id",
                        column: x => x.text_id,
                        principalTable: "campaign_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_campaign_attachments_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_campaign_attachments_staff_added_by",
                        column: x => x.added_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_attachments_added_by",
                table: "campaign_attachments",
                column: "added_by");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_attachments_campaign_id",
                table: "campaign_attachments",
                column: "campaign_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_attachments_text_id",
                table: "campaign_attachments",
                column: "text_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaign_attachments");

            migrationBuilder.DropColumn(
                name: "text_id",
                table: "campaign_tests");
        }
    }
}
