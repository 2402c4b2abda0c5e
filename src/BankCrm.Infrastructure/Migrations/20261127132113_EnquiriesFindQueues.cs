using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class EnquiriesFindQueues : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "chosen",
                table: "enquiry_steps",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "category_id",
                table: "enquiries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "enquiries",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "chosen",
                table: "case_steps",
                type: "jsonb",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_enquiries_category_id",
                table: "enquiries",
                column: "category_id");

            migrationBuilder.AddForeignKey(
                name: "fk_enquiries_case_topics_category_id",
                table: "enquiries",
                column: "category_id",
                principalTable: "case_topics",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_enquiries_case_topics_category_id",
                table: "enquiries");

            migrationBuilder.DropIndex(
                name: "ix_enquiries_category_id",
                table: "enquiries");

            migrationBuilder.DropColumn(
                name: "chosen",
                table: "enquiry_steps");

            migrationBuilder.DropColumn(
                name: "category_id",
                table: "enquiries");

            migrationBuilder.DropColumn(
                name: "language",
                table: "enquiries");

            migrationBuilder.DropColumn(
                name: "chosen",
                table: "case_steps");
        }
    }
}
